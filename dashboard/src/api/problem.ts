/** Why a request gave no answer: a problem document (RFC 9457), or what stands for one. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  /** The HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** The document's code, for example `unknown_api_key`. */
  readonly code: string;
  readonly title: string;
  /** This occurrence: the value found and what was expected. */
  readonly detail: string;

  constructor(problem: { status: number; code: string; title: string; detail: string }) {
    super(`${problem.title}: ${problem.detail}`);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
  }

  /** Whether another key could help. */
  get unauthorized(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** Whether the same request may succeed later. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Reads the problem out of an answer that is no success; any body will do. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const document = await jsonOrNothing(response);
  return new ProblemError({
    status: response.status,
    code: text(document, 'code') ?? `http_${response.status}`,
    title: text(document, 'title') ?? `The API answered with status ${response.status}`,
    detail: text(document, 'detail') ?? 'The answer says no more.',
  });
}

/** Makes a problem of whatever was thrown. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) {
    return thrown;
  }
  return new ProblemError({
    status: 0,
    code: 'unexpected',
    title: 'Something unexpected happened',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  });
}

async function jsonOrNothing(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // A gateway in between answers with HTML or nothing; the status still tells enough.
    return undefined;
  }
}

function text(document: unknown, member: string): string | undefined {
  if (typeof document !== 'object' || document === null) {
    return undefined;
  }
  const value: unknown = Reflect.get(document, member);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
