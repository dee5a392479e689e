/** What can go wrong, once for the whole product. `retryable`: the same message may succeed later without a change. */
export const problemCatalogue = {
  'malformed-request': { status: 400, title: 'The request cannot be read', retryable: false },
  'validation-failed': { status: 422, title: 'Some fields are not acceptable', retryable: false },
  unauthenticated: { status: 401, title: 'Say who you are', retryable: false },
  'sign-in-failed': { status: 401, title: 'This address and password do not go together', retryable: false },
  'second-factor-needed': { status: 401, title: 'The second factor is needed', retryable: false },
  forbidden: { status: 403, title: 'This is not yours to do', retryable: false },
  'not-found': { status: 404, title: 'There is nothing here', retryable: false },
  'method-not-allowed': { status: 405, title: 'This cannot be done here', retryable: false },
  'unsupported-media-type': { status: 415, title: 'Send JSON', retryable: false },
  'forbidden-file-type': { status: 415, title: 'Files of this type are not taken', retryable: false },
  'range-not-satisfiable': { status: 416, title: 'The file has no such bytes', retryable: false },
  'payload-too-large': { status: 413, title: 'The request is too large', retryable: false },
  'precondition-required': { status: 428, title: 'Say which version you have seen (If-Match)', retryable: false },
  'version-conflict': { status: 412, title: 'Somebody else changed it meanwhile', retryable: false },
  'move-not-allowed': { status: 409, title: 'The ticket cannot go there from its status', retryable: false },
  'move-needs-more': { status: 422, title: 'The move needs something more', retryable: false },
  'idempotency-mismatch': { status: 422, title: 'This key was used for a different request', retryable: false },
  'already-exists': { status: 409, title: 'It exists already', retryable: false },
  merged: { status: 409, title: 'It was merged into another one', retryable: false },
  'not-assignable': { status: 409, title: 'The ticket cannot be assigned so', retryable: false },
  'not-editable': { status: 409, title: 'This message cannot be changed any more', retryable: false },
  'link-invalid': { status: 404, title: 'This link is not valid', retryable: false },
  'link-expired': { status: 410, title: 'This link is not open any more', retryable: false },
  'on-hold': { status: 409, title: 'It must be kept for a legal reason', retryable: false },
  'already-answered': { status: 409, title: 'This was answered already', retryable: false },
  'too-many-requests': { status: 429, title: 'Too many requests', retryable: true },
  overloaded: { status: 503, title: 'Too much work at the moment', retryable: true },
  'service-unavailable': { status: 503, title: 'A part of the system is not available', retryable: true },
  'deadline-exceeded': { status: 504, title: 'A part of the system did not answer in time', retryable: true },
  'poison-message': { status: 422, title: 'The message can never be processed', retryable: false },
  'too-early': { status: 409, title: 'What this refers to is not here yet', retryable: true },
  internal: { status: 500, title: 'Something went wrong on our side', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ProblemCode = keyof typeof problemCatalogue;

/** One unacceptable value; `pointer` is a JSON pointer (RFC 6901) into what was sent. */
export interface FieldError {
  pointer: string;
  message: string;
}

/** A problem as it travels over NATS. */
export interface ProblemData {
  code: ProblemCode;
  detail?: string;
  errors?: FieldError[];
  context?: Record<string, unknown>;
}

/** The one failure that domain and services throw. Recognise it by `code` (see `problemOf`), never by `instanceof`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly detail?: string;
  readonly errors?: FieldError[];
  readonly context?: Record<string, unknown>;

  constructor(
    readonly code: ProblemCode,
    { detail, errors, context }: Omit<ProblemData, 'code'> = {},
  ) {
    super(detail ?? problemCatalogue[code].title);
    this.detail = detail;
    this.errors = errors;
    this.context = context;
  }

  get status(): number {
    return problemCatalogue[this.code].status;
  }
  get title(): string {
    return problemCatalogue[this.code].title;
  }
  get retryable(): boolean {
    return problemCatalogue[this.code].retryable;
  }
  toJSON(): ProblemData {
    const { code, detail, errors, context } = this;
    return { code, ...(detail && { detail }), ...(errors && { errors }), ...(context && { context }) };
  }
}

const isCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problemCatalogue, code);

/** Anything thrown or received, as a Problem; what is not one becomes `internal`, its message kept in `cause` only. */
export function problemOf(error: unknown): Problem {
  const candidate = error as Partial<ProblemData> | undefined;
  if (candidate && isCode(candidate.code)) {
    return error instanceof Problem ? error : new Problem(candidate.code, candidate);
  }
  const problem = new Problem('internal');
  problem.cause = error;
  return problem;
}
