import { problemOf, Problem, type FieldError, type ProblemCode } from '@deskbeat/contracts';

/** RFC 9457 `application/problem+json`. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  instance?: string;
  traceId?: string;
  errors?: FieldError[];
  [member: string]: unknown;
}

/** The document of a problem; its context stands beside the members of the standard and never replaces one. */
export function problemBody(problem: Problem, instance?: string, traceId?: string): ProblemBody {
  const { code, title, status, detail, errors, context } = problem;
  const own = { type: `urn:deskbeat:problem:${code}`, title, status, code };
  return { ...context, ...own, ...defined({ detail, instance, traceId, errors }) };
}

const defined = (members: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** Seconds after which the same request may succeed. */
export function retryAfter({ status, context }: Problem): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const seconds = context?.retryAfterSeconds;
  return typeof seconds === 'number' && seconds >= 1 ? Math.ceil(seconds) : 1;
}

const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  414: 'malformed-request',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  431: 'malformed-request',
  503: 'service-unavailable',
};

/** What a reader of the request is told of the failures of Fastify and Nest; their own words would show input. */
const details: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the body is empty',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'the body is not as long as Content-Length says',
  FST_ERR_BAD_URL: 'the path is not well encoded',
};

/** Anything thrown on the way of a request, as a Problem: ours by code, the framework's by status, others as `internal`. */
export function problemAtTheEdge(error: unknown): Problem {
  const ours = problemOf(error);
  if (ours.code !== 'internal') return ours;
  const { code, statusCode, status } = (error ?? {}) as { code?: string; statusCode?: number; status?: number };
  const mapped = byStatus[statusCode ?? status ?? 0];
  if (!mapped) return ours;
  return new Problem(mapped, { detail: code === undefined ? undefined : details[code] });
}
