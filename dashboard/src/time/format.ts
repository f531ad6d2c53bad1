import type { Granularity } from './granularity.ts';

/** The zone times are shown in: the browser's, or UTC. */
export type Zone = 'local' | 'utc';

const options = (zone: Zone): Intl.DateTimeFormatOptions =>
  zone === 'utc' ? { timeZone: 'UTC' } : {};

/** Days are counted in UTC, so only UTC can name them. */
export function zoneFor(zone: Zone, granularity: Granularity): Zone {
  return granularity === '1d' ? 'utc' : zone;
}

/** The start of an interval, for people: "Nov 22, 13:05" or "Sun, Nov 22". */
export function formatInterval(start: number, granularity: Granularity, zone: Zone): string {
  const day: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(undefined, {
    ...options(zoneFor(zone, granularity)),
    ...day,
    ...(granularity === '1d'
      ? { weekday: 'short' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  }).format(start);
}

/** A moment to the second: "13:05:09". */
export function formatClock(instant: number, zone: Zone): string {
  return new Intl.DateTimeFormat(undefined, {
    ...options(zone),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
}

/** "Europe/Berlin", or "UTC". */
export function zoneName(zone: Zone): string {
  return zone === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const whole = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Every digit, grouped: "12,345". */
export const formatNumber = (value: number): string => whole.format(value);

/** Short, for axes: "12.3K". */
export const formatCompact = (value: number): string => compact.format(value);

/** A share of 1 as "12.3%". */
export const formatShare = (value: number): string => percent.format(value);
