import { DAY, HOUR } from './duration.ts';
import { effectiveGranularity, WIDTH_MS, type Granularity } from './granularity.ts';

/** Ranges that move with the clock. */
export const RELATIVE_RANGES = ['1h', '24h', '7d'] as const;
export type RelativeRange = (typeof RELATIVE_RANGES)[number];

/** What was picked: a relative range, or two instants (milliseconds since 1970 UTC). */
export type Range = RelativeRange | { from: number; to: number };

/** A range at one moment; `from` is in it and `to` is not. */
export interface TimeWindow {
  from: number;
  to: number;
  granularity: Granularity;
}

const LENGTH_MS: Record<RelativeRange, number> = { '1h': HOUR, '24h': DAY, '7d': 7 * DAY };

export function lengthOf(range: Range): number {
  return typeof range === 'string' ? LENGTH_MS[range] : range.to - range.from;
}

/**
 * The instants a range stands for now. A relative range consists of whole intervals and ends with
 * the current one, so its first bar is never a part, and an event a moment ahead of this clock is
 * in it.
 */
export function windowAt(range: Range, choice: Granularity | undefined, now: number): TimeWindow {
  const granularity = effectiveGranularity(choice, lengthOf(range));
  if (typeof range !== 'string') {
    return { ...range, granularity };
  }
  const width = WIDTH_MS[granularity];
  const to = (Math.floor(now / width) + 1) * width;
  return { from: to - LENGTH_MS[range], to, granularity };
}

/** The starts of all intervals that a window touches. */
export function intervalStarts({ from, to, granularity }: TimeWindow): number[] {
  const width = WIDTH_MS[granularity];
  const first = Math.floor(from / width) * width;
  const length = Math.max(0, Math.ceil((to - first) / width));
  return Array.from({ length }, (_, index) => first + index * width);
}
