import { ProblemError } from './problem.ts';

export type Cell = string | number | boolean | null;

export interface Tier {
  name: string;
  /** Whether it answered; else its part of the figures is missing. */
  available: boolean;
  /** How far the tier is behind, in milliseconds; null when that can't be told. */
  freshness_ms: number | null;
  elapsed_ms: number;
}

/** The answer of `GET /v2/query`. */
export interface QueryAnswer {
  columns: { name: string; type: string }[];
  rows: Cell[][];
  meta: { tiers: Tier[]; exact: boolean; partial: boolean; elapsed_ms: number };
}

/** Takes a body for an answer, or says what is wrong with it. */
export function parseQueryAnswer(body: unknown): QueryAnswer {
  const answer = body as Partial<QueryAnswer> | null;
  if (!Array.isArray(answer?.columns) || !Array.isArray(answer.rows) || !answer.meta) {
    throw unreadable('the answer lacks columns, rows or meta');
  }
  return answer as QueryAnswer;
}

/** Reads a column by its name as numbers; nothing counts as 0. */
export function numbers(answer: QueryAnswer, column: string): number[] {
  const index = indexOf(answer, column);
  return answer.rows.map((row) => {
    const value = Number(row[index] ?? 0);
    if (!Number.isFinite(value)) {
      throw unreadable(`column ${column} holds ${String(row[index])} (expected: a number)`);
    }
    return value;
  });
}

/** Reads a column by its name as text; nothing is the empty text. */
export function texts(answer: QueryAnswer, column: string): string[] {
  const index = indexOf(answer, column);
  return answer.rows.map((row) => String(row[index] ?? ''));
}

/** Reads the `time` column as milliseconds since 1970 UTC. */
export function times(answer: QueryAnswer): number[] {
  return texts(answer, 'time').map((time) => {
    const instant = Date.parse(time);
    if (Number.isNaN(instant)) {
      throw unreadable(`column time holds ${time} (expected: RFC 3339)`);
    }
    return instant;
  });
}

function indexOf(answer: QueryAnswer, column: string): number {
  const index = answer.columns.findIndex(({ name }) => name === column);
  if (index < 0) {
    const names = answer.columns.map(({ name }) => name).join(', ');
    throw unreadable(`the answer has the columns ${names} (expected: ${column} among them)`);
  }
  return index;
}

function unreadable(detail: string): ProblemError {
  return new ProblemError({
    status: 200,
    code: 'unreadable_answer',
    title: 'The answer could not be read',
    detail,
  });
}
