import { expect, it } from 'vitest';
import { ProblemError } from '../api/problem.ts';
import type { Query } from '../api/queryApi.ts';
import { MINUTE } from '../time/duration.ts';
import { answering } from '../testing/answers.ts';
import { readOverview } from './overview.ts';
import { refreshInterval } from './useOverview.ts';

const WINDOW = { from: 10 * MINUTE, to: 13 * MINUTE, granularity: '1m' as const };

it('reads totals, the series and paths of one and the same window', async () => {
  const asked: Query[] = [];
  const run = answering([['/a', 3]], asked);
  await readOverview(run, WINDOW, new AbortController().signal);
  expect(asked.map(({ from, to }) => [from, to])).toEqual(
    Array.from({ length: 3 }, () => [WINDOW.from, WINDOW.to]),
  );
});

it('fills intervals in which nothing happened', async () => {
  const overview = await readOverview(
    answering([
      ['/a', 3],
      ['', 1],
    ]),
    WINDOW,
    new AbortController().signal,
  );
  expect(overview).toMatchObject({
    events: 4,
    uniqueUsers: 2,
    intervals: [
      { start: 10 * MINUTE, count: 4 },
      { start: 11 * MINUTE, count: 0 },
      { start: 12 * MINUTE, count: 0 },
    ],
    paths: [
      { path: '/a', count: 3 },
      { path: '', count: 1 },
    ],
    exact: true,
    partial: false,
  });
});

it('is read each second, a long range each other second', () => {
  expect(refreshInterval(60 * MINUTE)).toBe(1_000);
  expect(refreshInterval(7 * 1440 * MINUTE)).toBe(2_000);
});

it('is read again more slowly after a failure that may pass, and not after another', () => {
  const problem = { code: 'c', title: 't', detail: 'd' };
  expect(refreshInterval(MINUTE, new ProblemError({ ...problem, status: 503 }))).toBe(5_000);
  expect(refreshInterval(MINUTE, new ProblemError({ ...problem, status: 400 }))).toBe(false);
});
