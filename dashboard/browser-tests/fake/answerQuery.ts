import type { FakeEvent } from './events.ts';

/** The request is refused: the status, code and detail of the problem document. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

const WIDTHS: Record<string, number> = { '1m': 60e3, '5m': 300e3, '1h': 3600e3, '1d': 86_400e3 };
const PARAMETERS = [
  'measures',
  'dimensions',
  'from',
  'to',
  'granularity',
  'order',
  'limit',
  'wait',
];
const MEASURES = ['count', 'unique_users'];

interface Group {
  time?: string;
  path?: string;
  events: number;
  users: Set<string>;
}

/** `GET /v2/query` over a list of events, as far as the dashboard asks; anything else is refused. */
export function answerQuery(events: FakeEvent[], parameters: URLSearchParams) {
  const query = parse(parameters);
  const groups = new Map<string, Group>();
  for (const event of events) {
    if (event.time >= query.from && event.time < query.to) {
      add(groups, event, query.width, query.byPath);
    }
  }
  if (groups.size === 0 && query.width === undefined && !query.byPath) {
    groups.set('', { events: 0, users: new Set() });
  }
  const rows = [...groups.values()]
    .sort((one, other) => other.events - one.events)
    .slice(0, query.limit)
    .map((group) => [
      ...(group.time === undefined ? [] : [group.time]),
      ...(group.path === undefined ? [] : [group.path]),
      ...query.measures.map((each) => (each === 'count' ? group.events : group.users.size)),
    ]);
  return {
    columns: [
      ...(query.width === undefined ? [] : [{ name: 'time', type: 'time' }]),
      ...(query.byPath ? [{ name: 'path', type: 'string' }] : []),
      ...query.measures.map((name) => ({ name, type: 'integer' })),
    ],
    rows,
    meta: {
      tiers: [{ name: 'hot', freshness_ms: 420, elapsed_ms: 9 }],
      exact: true,
      partial: false,
      elapsed_ms: 11,
    },
  };
}

function add(
  groups: Map<string, Group>,
  event: FakeEvent,
  width: number | undefined,
  byPath: boolean,
): void {
  const time =
    width === undefined
      ? {}
      : { time: new Date(Math.floor(event.time / width) * width).toISOString() };
  const path = byPath ? { path: event.path } : {};
  const key = JSON.stringify([time, path]);
  const group = groups.get(key) ?? { ...time, ...path, events: 0, users: new Set<string>() };
  group.events++;
  group.users.add(event.user);
  groups.set(key, group);
}

function parse(parameters: URLSearchParams) {
  for (const name of parameters.keys()) {
    if (!PARAMETERS.includes(name)) {
      throw invalid(name, name, PARAMETERS.join(', '));
    }
  }
  const measures = (parameters.get('measures') ?? 'count').split(',');
  const unknown = measures.find((each) => !MEASURES.includes(each));
  if (unknown !== undefined) {
    throw invalid('measures', unknown, MEASURES.join(', '));
  }
  const dimensions = parameters.get('dimensions');
  if (dimensions !== null && dimensions !== 'path') {
    throw invalid('dimensions', dimensions, 'path');
  }
  const granularity = parameters.get('granularity');
  const width = granularity === null ? undefined : WIDTHS[granularity];
  if (granularity !== null && width === undefined) {
    throw invalid('granularity', granularity, Object.keys(WIDTHS).join(', '));
  }
  const limit = Number(parameters.get('limit') ?? (width === undefined ? 100 : 10_000));
  if (!Number.isInteger(limit) || limit < 1 || limit > 100_000) {
    throw invalid('limit', String(limit), '1 to 100000');
  }
  const byPath = dimensions === 'path';
  return {
    measures,
    byPath,
    width,
    limit,
    from: instant(parameters, 'from'),
    to: instant(parameters, 'to'),
  };
}

function instant(parameters: URLSearchParams, name: string): number {
  const text = parameters.get(name) ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) {
    throw invalid(name, text, 'RFC 3339');
  }
  return Date.parse(text);
}

function invalid(name: string, value: string, expected: string): Refusal {
  return new Refusal(400, 'invalid_query', `${name}: ${value} (expected: ${expected})`);
}
