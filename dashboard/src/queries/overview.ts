import { numbers, texts, times, type QueryAnswer, type Tier } from '../api/queryAnswer.ts';
import type { RunQuery } from '../api/queryApi.ts';
import { intervalStarts, type TimeWindow } from '../time/range.ts';

/** The events of one interval; `start` is in milliseconds since 1970 UTC. */
export interface Interval {
  start: number;
  count: number;
}

export interface PathCount {
  path: string;
  count: number;
}

/** All the page shows, read at one moment. */
export interface Overview {
  window: TimeWindow;
  events: number;
  uniqueUsers: number;
  /** Every interval of the window in order, also those without events. */
  intervals: Interval[];
  /** By count, highest first. */
  paths: PathCount[];
  exact: boolean;
  partial: boolean;
  tiers: Tier[];
}

/** More paths than a reader goes through. */
const MOST_PATHS = 100;

export async function readOverview(
  run: RunQuery,
  window: TimeWindow,
  signal: AbortSignal,
): Promise<Overview> {
  const { from, to, granularity } = window;
  const starts = intervalStarts(window);
  const [totals, series, paths] = await Promise.all([
    run({ measures: ['count', 'unique_users'], from, to }, signal),
    run({ measures: ['count'], from, to, granularity, limit: starts.length }, signal),
    run(
      { measures: ['count'], dimensions: ['path'], from, to, order: '-count', limit: MOST_PATHS },
      signal,
    ),
  ]);
  const answers = [totals, series, paths];
  return {
    window,
    events: numbers(totals, 'count')[0] ?? 0,
    uniqueUsers: numbers(totals, 'unique_users')[0] ?? 0,
    intervals: withEmptyIntervals(series, starts),
    paths: pathCounts(paths),
    exact: answers.every(({ meta }) => meta.exact),
    partial: answers.some(({ meta }) => meta.partial),
    tiers: totals.meta.tiers,
  };
}

function withEmptyIntervals(series: QueryAnswer, starts: number[]): Interval[] {
  const counts = numbers(series, 'count');
  const byStart = new Map(times(series).map((start, index) => [start, counts[index] ?? 0]));
  return starts.map((start) => ({ start, count: byStart.get(start) ?? 0 }));
}

function pathCounts(answer: QueryAnswer): PathCount[] {
  const counts = numbers(answer, 'count');
  return texts(answer, 'path').map((path, index) => ({ path, count: counts[index] ?? 0 }));
}
