import { beforeEach, expect, it } from 'vitest';
import { storeApiKey, storedApiKey, takeApiKeyFromFragment } from './apiKey.ts';

beforeEach(() => {
  sessionStorage.clear();
});

it('takes the key from the fragment and off the address bar', () => {
  window.history.replaceState(null, '', '/?range=24h#key=acme_dev%2Bkey');
  expect(takeApiKeyFromFragment(window)).toBe('acme_dev+key');
  expect(window.location.href).toMatch(/\/\?range=24h$/);
});

it('leaves another fragment alone', () => {
  window.history.replaceState(null, '', '/#top=1&key=k');
  expect(takeApiKeyFromFragment(window)).toBe('k');
  expect(window.location.hash).toBe('#top=1');
  expect(takeApiKeyFromFragment(window)).toBeUndefined();
});

it('remembers a key until it is forgotten', () => {
  storeApiKey(sessionStorage, 'k');
  expect(storedApiKey(sessionStorage)).toBe('k');
  storeApiKey(sessionStorage, undefined);
  expect(storedApiKey(sessionStorage)).toBeUndefined();
});
