import { DAY, HOUR, MINUTE } from './duration.ts';

/** The widths of intervals the API can count by. Intervals start at multiples since 1970 UTC. */
export const GRANULARITIES = ['1m', '5m', '1h', '1d'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export const WIDTH_MS: Record<Granularity, number> = {
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '1h': HOUR,
  '1d': DAY,
};

/** "per minute", "per 5 minutes"... */
export const UNIT: Record<Granularity, string> = {
  '1m': 'minute',
  '5m': '5 minutes',
  '1h': 'hour',
  '1d': 'day',
};

/** Seven days by the minute and a little: more points than that say nothing more. */
const MOST_INTERVALS = 10_500;

/** The granularity that gives a range of this length a readable number of intervals. */
export function fittingGranularity(lengthMs: number): Granularity {
  if (lengthMs <= 6 * HOUR) {
    return '1m';
  }
  if (lengthMs <= 2 * DAY) {
    return '5m';
  }
  return lengthMs <= 31 * DAY ? '1h' : '1d';
}

export function offeredGranularities(lengthMs: number): Granularity[] {
  return GRANULARITIES.filter((each) => lengthMs / WIDTH_MS[each] <= MOST_INTERVALS);
}

/** The chosen granularity, or the fitting one where there is none or too fine a choice. */
export function effectiveGranularity(
  choice: Granularity | undefined,
  lengthMs: number,
): Granularity {
  return choice && offeredGranularities(lengthMs).includes(choice)
    ? choice
    : fittingGranularity(lengthMs);
}
