import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from './duration.ts';
import { effectiveGranularity, fittingGranularity, offeredGranularities } from './granularity.ts';

describe('granularity', () => {
  it.each([
    [HOUR, '1m'],
    [6 * HOUR, '1m'],
    [DAY, '5m'],
    [7 * DAY, '1h'],
    [90 * DAY, '1d'],
  ])('of %i ms is by %s', (length, granularity) => {
    expect(fittingGranularity(length)).toBe(granularity);
  });

  it('by the minute is offered for seven days, not for a month', () => {
    expect(offeredGranularities(7 * DAY)).toContain('1m');
    expect(offeredGranularities(31 * DAY)).toEqual(['5m', '1h', '1d']);
  });

  it('that is too fine for the range gives way to the fitting one', () => {
    expect(effectiveGranularity('1m', 31 * DAY)).toBe('1h');
    expect(effectiveGranularity('1m', 7 * DAY)).toBe('1m');
  });
});
