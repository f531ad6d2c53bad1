import { describe, expect, it } from 'vitest';
import { formatView, parseView, type View } from './view.ts';

const VIEWS: View[] = [
  { range: '1h', granularity: undefined, zone: 'local', show: 'chart' },
  { range: '7d', granularity: '5m', zone: 'utc', show: 'table' },
  {
    range: { from: Date.parse('2015-05-17T10:05:00Z'), to: Date.parse('2015-05-20T21:05:59.5Z') },
    granularity: '1m',
    zone: 'local',
    show: 'chart',
  },
];

describe('a view', () => {
  it.each(VIEWS)('is the same after a way through the URL: %o', (view) => {
    expect(parseView(formatView(view))).toEqual(view);
  });

  it('at its defaults leaves the URL clean', () => {
    expect(formatView(parseView(''))).toBe('');
  });

  it('is readable in the URL', () => {
    expect(formatView(parseView('?to=2026-01-02T00:00:00Z&from=2026-01-01&every=1h'))).toBe(
      '?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&every=1h',
    );
  });

  it.each([
    '?range=9y&every=2m&tz=mars&show=pie',
    '?from=2026-01-02&to=2026-01-01',
    '?from=x&to=y',
  ])('takes its defaults for what it does not know: %s', (search) => {
    expect(parseView(search)).toEqual(VIEWS[0]);
  });

  it('drops a key that someone put into the query string', () => {
    expect(formatView(parseView('?key=secret&range=24h'))).toBe('?range=24h');
  });
});
