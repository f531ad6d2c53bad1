import { afterEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../testing/answers.ts';
import { queryApi } from './queryApi.ts';

const QUERY = { measures: ['count', 'unique_users'], from: 0, to: 60_000 };

afterEach(() => {
  vi.unstubAllGlobals();
});

function fetchAnswers(respond: () => Response): { url: URL; headers: Headers }[] {
  const requests: { url: URL; headers: Headers }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    requests.push({ url: new URL(url), headers: new Headers(init.headers) });
    return Promise.resolve(respond());
  });
  return requests;
}

const ask = () => queryApi('https://api.test', 'secret')(QUERY, new AbortController().signal);

describe('a query', () => {
  it('says its range in RFC 3339 and carries the key in a header only', async () => {
    const requests = fetchAnswers(() => Response.json(answer(['count'], [[1]])));
    await queryApi('https://api.test', 'secret')(
      { ...QUERY, dimensions: ['path'], granularity: '1m', order: '-count', limit: 5 },
      new AbortController().signal,
    );
    const [request] = requests;
    expect(request?.url.pathname).toBe('/v2/query');
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({
      measures: 'count,unique_users',
      wait: 'true',
      dimensions: 'path',
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-01T00:01:00.000Z',
      granularity: '1m',
      order: '-count',
      limit: '5',
    });
    expect(request?.headers.get('X-Api-Key')).toBe('secret');
    expect(request?.url.href).not.toContain('secret');
  });

  it('fails with the problem document', async () => {
    fetchAnswers(() =>
      Response.json(
        { status: 401, code: 'unknown_api_key', title: 'Not known', detail: 'No such key' },
        { status: 401 },
      ),
    );
    await expect(ask()).rejects.toMatchObject({
      status: 401,
      code: 'unknown_api_key',
      detail: 'No such key',
      unauthorized: true,
      temporary: false,
    });
  });

  it('fails with the status when a gateway answers in HTML', async () => {
    fetchAnswers(() => new Response('<h1>Bad Gateway</h1>', { status: 502 }));
    await expect(ask()).rejects.toMatchObject({ status: 502, code: 'http_502', temporary: true });
  });

  it('fails with the address when nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(ask()).rejects.toMatchObject({
      code: 'unreachable',
      detail: 'No answer came from https://api.test. Is the platform up?',
      temporary: true,
    });
  });

  it.each([new Response('not json'), Response.json({ rows: [] }), Response.json(null)])(
    'fails with a problem when the answer is none',
    async (response) => {
      fetchAnswers(() => response.clone());
      await expect(ask()).rejects.toHaveProperty('name', 'ProblemError');
    },
  );

  it('that is aborted fails as such', async () => {
    const controller = new AbortController();
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      controller.abort();
      return Promise.reject(signal?.reason as Error);
    });
    await expect(
      queryApi('https://api.test', 'k')(QUERY, controller.signal),
    ).rejects.toHaveProperty('name', 'AbortError');
  });
});
