import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from './duration.ts';
import { GRANULARITIES, WIDTH_MS } from './granularity.ts';
import { intervalStarts, RELATIVE_RANGES, windowAt } from './range.ts';

const NOW = Date.parse('2026-03-04T13:05:30.250Z');

describe('a relative range', () => {
  it('consists of whole intervals and ends with the current one', () => {
    expect(windowAt('1h', undefined, NOW)).toEqual({
      from: Date.parse('2026-03-04T12:06:00Z'),
      to: Date.parse('2026-03-04T13:06:00Z'),
      granularity: '1m',
    });
  });

  it('holds an event of this very moment, also at the start of an interval', () => {
    const now = Date.parse('2026-03-04T13:00:00.000Z');
    expect(windowAt('24h', undefined, now).to).toBeGreaterThan(now);
  });

  it('is as long as its name says whatever it is counted by', () => {
    for (const range of RELATIVE_RANGES) {
      for (const granularity of GRANULARITIES) {
        const { from, to } = windowAt(range, granularity, NOW);
        expect(to - from).toBe(
          windowAt(range, undefined, 0).to - windowAt(range, undefined, 0).from,
        );
      }
    }
  });
});

describe('an absolute range', () => {
  const range = { from: NOW, to: NOW + HOUR };

  it('stays as it is', () => {
    expect(windowAt(range, undefined, 0)).toEqual({ ...range, granularity: '1m' });
  });

  it('is covered by its intervals without a gap', () => {
    for (const granularity of GRANULARITIES) {
      const starts = intervalStarts({ ...range, granularity });
      const width = WIDTH_MS[granularity];
      expect(starts[0]).toBeLessThanOrEqual(range.from);
      expect((starts[0] ?? 0) + width).toBeGreaterThan(range.from);
      expect((starts.at(-1) ?? 0) + width).toBeGreaterThanOrEqual(range.to);
      expect(starts.at(-1)).toBeLessThan(range.to);
      expect(starts.every((start, index) => start === (starts[0] ?? 0) + index * width)).toBe(true);
    }
  });

  it('that ends on a minute has no interval after it', () => {
    const whole = { from: 0, to: 2 * MINUTE, granularity: '1m' as const };
    expect(intervalStarts(whole)).toEqual([0, MINUTE]);
  });
});
