import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answer } from '../testing/answers.ts';
import { App } from './App.tsx';
import { Page } from './Page.tsx';

let keysSeen: (string | null)[];

beforeEach(() => {
  keysSeen = [];
  sessionStorage.clear();
  window.history.replaceState(null, '', '/?show=table');
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    keysSeen.push(new Headers(init.headers).get('X-Api-Key'));
    const columns = ['time', 'path', 'count', 'unique_users'];
    return Promise.resolve(Response.json(answer(columns, [[0, '/', 1, 1]])));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const start = () =>
  render(
    <Page>
      <App config={{ apiUrl: 'https://api.test' }} />
    </Page>,
  );

it('asks for a key, uses it and keeps it for the tab', async () => {
  start();
  await userEvent.type(screen.getByLabelText('API key'), 'mine');
  await userEvent.click(screen.getByRole('button', { name: 'Connect' }));
  expect(await screen.findByRole('heading', { name: 'Overview' })).toBeVisible();
  expect(new Set(keysSeen)).toEqual(new Set(['mine']));
  expect(sessionStorage.length).toBe(1);
  expect(window.location.href).not.toContain('mine');
});

it('takes the key of a link that is opened in the same tab', async () => {
  start();
  act(() => {
    window.history.replaceState(null, '', '/?show=table#key=linked');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
  expect(await screen.findByRole('heading', { name: 'Overview' })).toBeVisible();
  expect(keysSeen[0]).toBe('linked');
  expect(window.location.hash).toBe('');
});

it('forgets the key when disconnected', async () => {
  sessionStorage.setItem('acme.apiKey', 'old');
  start();
  await userEvent.click(await screen.findByRole('button', { name: 'Disconnect' }));
  expect(screen.getByRole('heading', { name: 'Connect to your events' })).toBeVisible();
  expect(sessionStorage.length).toBe(0);
});
