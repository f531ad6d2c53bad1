import type { Expected } from '../support/expected.ts';
import type { FakeEvent } from './events.ts';

const MINUTE = 60_000;

/** A plain count over events, to compare the page with. */
export function expectedOf(events: FakeEvent[], from: number, to: number): Expected {
  const inside = events.filter(({ time }) => time >= from && time < to);
  const perMinute = count(inside.map(({ time }) => Math.floor(time / MINUTE) * MINUTE));
  const perPath = count(inside.map(({ path }) => path));
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    total: inside.length,
    perMinute: [...perMinute].map(([minute, n]) => [new Date(minute).toISOString(), n]),
    topPaths: [...perPath].sort(([, one], [, other]) => other - one),
  };
}

function count<T>(values: T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
