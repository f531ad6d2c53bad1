import type { Zone } from './format.ts';

/** What an input of type datetime-local holds for an instant, to the minute. */
export function toInput(instant: number, zone: Zone): string {
  const date = new Date(instant);
  const shift = zone === 'utc' ? 0 : date.getTimezoneOffset() * 60_000;
  return new Date(instant - shift).toISOString().slice(0, 16);
}

/** The instant an input of type datetime-local stands for; NaN when it is not filled. */
export function fromInput(value: string, zone: Zone): number {
  return Date.parse(zone === 'utc' ? `${value}Z` : value);
}
