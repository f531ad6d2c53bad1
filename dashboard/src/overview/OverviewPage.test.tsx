import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../api/problem.ts';
import type { Query, RunQuery } from '../api/queryApi.ts';
import { Page } from '../app/Page.tsx';
import { answering } from '../testing/answers.ts';
import { OverviewPage } from './OverviewPage.tsx';

function show(run: RunQuery): (string | undefined)[] {
  const keys: (string | undefined)[] = [];
  render(
    <Page>
      <QueryClientProvider client={new QueryClient()}>
        <OverviewPage apiUrl="https://api.test" run={run} onApiKey={(key) => keys.push(key)} />
      </QueryClientProvider>
    </Page>,
  );
  return keys;
}

const failing =
  (status: number): RunQuery =>
  () =>
    Promise.reject(
      new ProblemError({ status, code: 'c', title: 'No luck', detail: 'limit: 0 (expected: > 0)' }),
    );

// jsdom has no canvas, so these tests look at the table; the chart is tested in a browser.
beforeEach(() => {
  window.history.replaceState(null, '', '/?show=table');
});

describe('the overview', () => {
  it('says how many events and users there were', async () => {
    show(
      answering([
        ['/a', 1200],
        ['/b', 34],
      ]),
    );
    expect(await screen.findByRole('region', { name: 'Events' })).toHaveTextContent('1,234');
    expect(screen.getByRole('region', { name: 'Unique users' })).toHaveTextContent('617');
    expect(screen.getByRole('region', { name: 'Busiest minute' })).toHaveTextContent('1,234');
  });

  it('lists the top paths with their share', async () => {
    show(
      answering([
        ['/a', 3],
        ['', 1],
      ]),
    );
    const table = within(await screen.findByRole('table', { name: 'Top paths' }));
    const rows = table.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toEqual(['PathEventsShare', '/a375.0%', 'no path125.0%']);
  });

  it('shows ten paths first and all of them on demand', async () => {
    show(answering(Array.from({ length: 25 }, (_, index) => [`/${index}`, 100 - index])));
    const table = within(await screen.findByRole('table', { name: 'Top paths' }));
    expect(table.getAllByRole('row')).toHaveLength(11);
    await userEvent.click(screen.getByRole('button', { name: 'Show 25 paths' }));
    expect(table.getAllByRole('row')).toHaveLength(26);
  });

  it('has the numbers behind the chart, without the intervals that have none', async () => {
    show(answering([['/a', 7]]));
    const region = within(await screen.findByRole('region', { name: 'Events by interval' }));
    expect(region.getAllByRole('row')).toHaveLength(2);
    expect(region.getByRole('cell')).toHaveTextContent('7');
  });

  it('asks for the range that was picked and writes it into the URL', async () => {
    const asked: Query[] = [];
    show(answering([['/a', 7]], asked));
    await userEvent.click(await screen.findByRole('radio', { name: '7 days' }));
    expect(await screen.findByText('Events per hour')).toBeVisible();
    expect(window.location.search).toBe('?range=7d&show=table');
    expect(asked.at(-1)).toMatchObject({ measures: ['count'] });
    expect((asked.at(-1)?.to ?? 0) - (asked.at(-1)?.from ?? 0)).toBe(7 * 86_400_000);
  });

  it('starts a custom range with what is shown', async () => {
    show(answering([['/a', 7]]));
    await userEvent.click(await screen.findByRole('radio', { name: 'Custom' }));
    expect(await screen.findByRole('form', { name: 'Custom range' })).toBeVisible();
    expect(window.location.search).toMatch(/^\?from=.*Z&to=.*Z&show=table$/);
  });

  it('names the source of places, as its licence asks', async () => {
    show(answering([['/a', 7]]));
    expect(await screen.findByRole('link', { name: 'IP Geolocation by DB-IP' })).toHaveAttribute(
      'href',
      'https://db-ip.com',
    );
  });

  it('says how to send events when there are none', async () => {
    show(answering([]));
    expect(await screen.findByText('./acme demo')).toBeVisible();
  });

  it('shows the detail of a problem', async () => {
    show(failing(400));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('No luck');
    expect(alert).toHaveTextContent('limit: 0 (expected: > 0)');
    expect(alert).not.toHaveTextContent('Trying again');
  });

  it.each([401, 403])('asks for another key when this one is refused with %i', async (status) => {
    const keys = show(failing(status));
    await userEvent.type(await screen.findByLabelText('API key'), ' better {Enter}');
    expect(keys).toEqual(['better']);
  });

  it('forgets the key on demand', async () => {
    const keys = show(answering([['/a', 7]]));
    await userEvent.click(await screen.findByRole('button', { name: 'Disconnect' }));
    expect(keys).toEqual([undefined]);
  });
});
