import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { answerQuery, Refusal } from './answerQuery.ts';
import type { FakeEvent } from './events.ts';
import { serve, type Server } from './serve.ts';

/** What becomes of queries made with a key. */
export type Behaviour = 'answers' | 'is empty' | 'is slow' | 'is down' | 'is partial';

const TITLES: Record<number, string> = {
  401: 'The API key is not known or is revoked',
  503: 'No store could answer; retry',
};

/** The query API as its contract says, over a list of events; a test changes it as it goes. */
export interface FakeApi extends Server {
  /** By API key; a key that is not here is unknown. */
  behaviours: Map<string, Behaviour>;
  events: FakeEvent[];
  /** The path and query of each request that came. */
  requests: string[];
}

export async function startFakeApi(port: number, events: FakeEvent[]): Promise<FakeApi> {
  const behaviours = new Map<string, Behaviour>([
    ['demo', 'answers'],
    ['empty', 'is empty'],
    ['slow', 'is slow'],
    ['down', 'is down'],
    ['partial', 'is partial'],
  ]);
  const requests: string[] = [];
  const server = await serve(port, async (request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', 'x-api-key');
      response.setHeader('Access-Control-Max-Age', '3600');
      response.writeHead(204).end();
      return;
    }
    try {
      await answer(request, response, behaviours, events);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      const { status, code, message } = refusal;
      respond(response, status, 'application/problem+json', {
        type: `urn:acme:problem:${code}`,
        title: TITLES[status] ?? 'The query is not valid',
        status,
        code,
        detail: message,
      });
    }
  });
  return { ...server, behaviours, events, requests };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  behaviours: Map<string, Behaviour>,
  events: FakeEvent[],
): Promise<void> {
  const key = request.headers['x-api-key'];
  if (typeof key !== 'string') {
    throw new Refusal(401, 'missing_api_key', 'X-Api-Key: missing (expected: an API key)');
  }
  const behaviour = behaviours.get(key);
  if (behaviour === undefined) {
    throw new Refusal(401, 'unknown_api_key', 'X-Api-Key: not known (expected: an active API key)');
  }
  const url = new URL(request.url ?? '', 'http://localhost');
  if (request.method === 'POST' && url.pathname === '/v2/events') {
    accept(await text(request), events);
    respond(response, 202, 'application/json', { accepted: 1, rejected: 0, results: [] });
    return;
  }
  if (behaviour === 'is down') {
    throw new Refusal(
      503,
      'store_unavailable',
      'clickhouse: connection refused (expected: an answer)',
    );
  }
  if (behaviour === 'is slow') {
    await pause(4_000);
  }
  const body = answerQuery(behaviour === 'is empty' ? [] : events, url.searchParams);
  body.meta.partial = behaviour === 'is partial';
  respond(response, 200, 'application/json', body);
}

function accept(body: string, events: FakeEvent[]): void {
  const batch = JSON.parse(body) as {
    events: { timestamp: string; user_id: string; properties: { path: string } }[];
  };
  for (const { timestamp, user_id, properties } of batch.events) {
    events.push({ time: Date.parse(timestamp), user: user_id, path: properties.path });
  }
}

function respond(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
}
