import type { Zone } from '../time/format.ts';
import { GRANULARITIES, type Granularity } from '../time/granularity.ts';
import { RELATIVE_RANGES, type Range } from '../time/range.ts';

/** Everything that makes a view, all of it in the URL's query string, so that a link shares it. */
export interface View {
  range: Range;
  /** `undefined` means: what fits the range. */
  granularity: Granularity | undefined;
  zone: Zone;
  /** How events over time are shown. */
  show: 'chart' | 'table';
}

/** Reads a view from a query string; what is missing or malformed takes its default. */
export function parseView(search: string): View {
  const parameters = new URLSearchParams(search);
  return {
    range: parseRange(parameters),
    granularity: GRANULARITIES.find((each) => each === parameters.get('every')),
    zone: parameters.get('tz') === 'utc' ? 'utc' : 'local',
    show: parameters.get('show') === 'table' ? 'table' : 'chart',
  };
}

/** The query string of a view, without what is at its default; empty or starting with `?`. */
export function formatView(view: View): string {
  const parameters: string[] = [];
  if (typeof view.range !== 'string') {
    parameters.push(`from=${instant(view.range.from)}`, `to=${instant(view.range.to)}`);
  } else if (view.range !== '1h') {
    parameters.push(`range=${view.range}`);
  }
  if (view.granularity) {
    parameters.push(`every=${view.granularity}`);
  }
  if (view.zone === 'utc') {
    parameters.push('tz=utc');
  }
  if (view.show === 'table') {
    parameters.push('show=table');
  }
  return parameters.length === 0 ? '' : `?${parameters.join('&')}`;
}

function parseRange(parameters: URLSearchParams): Range {
  const from = Date.parse(parameters.get('from') ?? '');
  const to = Date.parse(parameters.get('to') ?? '');
  if (from < to) {
    return { from, to };
  }
  return RELATIVE_RANGES.find((each) => each === parameters.get('range')) ?? '1h';
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
