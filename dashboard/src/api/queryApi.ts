import { asProblem, ProblemError, problemOf } from './problem.ts';
import { parseQueryAnswer, type QueryAnswer } from './queryAnswer.ts';

/** One query; times are milliseconds since 1970 UTC, `from` is in the range and `to` is not. */
export interface Query {
  measures: readonly string[];
  dimensions?: readonly string[];
  from: number;
  to: number;
  granularity?: string;
  order?: string;
  limit?: number;
}

/** Asks the query API; fails with a ProblemError and nothing else, unless aborted. */
export type RunQuery = (query: Query, signal: AbortSignal) => Promise<QueryAnswer>;

/** API Gateway gives up after 30 s; a little later so do we. */
const TIMEOUT_MS = 35_000;

export function queryApi(apiUrl: string, apiKey: string): RunQuery {
  return async (query, signal) => {
    const response = await answerOf(
      `${apiUrl}/v2/query?${parameters(query).toString()}`,
      apiKey,
      signal,
    );
    if (!response.ok) {
      throw await problemOf(response);
    }
    return parseQueryAnswer(await bodyOf(response, signal));
  };
}

async function answerOf(url: string, apiKey: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { 'X-Api-Key': apiKey, Accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (failure) {
    if (signal.aborted) {
      throw failure;
    }
    throw new ProblemError({
      status: 0,
      code: 'unreachable',
      title: 'The API can’t be reached',
      detail: `No answer came from ${new URL(url).origin}. Is the platform up?`,
    });
  }
}

async function bodyOf(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (failure) {
    throw signal.aborted ? failure : asProblem(failure);
  }
}

function parameters(query: Query): URLSearchParams {
  // The answer itself is shown, even where it takes the slow tier.
  const parameters = new URLSearchParams({ measures: query.measures.join(','), wait: 'true' });
  if (query.dimensions) {
    parameters.set('dimensions', query.dimensions.join(','));
  }
  parameters.set('from', new Date(query.from).toISOString());
  parameters.set('to', new Date(query.to).toISOString());
  if (query.granularity) {
    parameters.set('granularity', query.granularity);
  }
  if (query.order) {
    parameters.set('order', query.order);
  }
  if (query.limit !== undefined) {
    parameters.set('limit', String(query.limit));
  }
  return parameters;
}
