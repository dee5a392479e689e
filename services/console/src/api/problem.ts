import type { FieldError, ProblemCode } from '@deskbeat/contracts';

/** What the API says when it refuses; `offline` when it could not be asked. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: ProblemCode | 'offline',
    readonly title: string,
    readonly detail?: string,
    readonly errors: readonly FieldError[] = [],
    readonly traceId?: string,
    /** All members of the document. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail ?? title);
  }

  /** The same request may succeed later without a change. */
  get isPassing(): boolean {
    return this.code === 'offline' || [429, 502, 503, 504].includes(this.status);
  }

  /** The same for a part of what was sent: what was refused there is said from that part on. */
  within(part: string): ApiProblem {
    const errors = this.errors.map(({ pointer, message }) => ({
      pointer: pointer.startsWith(`${part}/`) ? pointer.slice(part.length) : pointer,
      message,
    }));
    return new ApiProblem(this.status, this.code, this.title, this.detail, errors, this.traceId, this.members);
  }
}

/** A problem document, or what stands for one when a proxy in between answered. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  const document = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { code = 'internal', title = `HTTP ${status}`, detail, errors, traceId } = document;
  return new ApiProblem(
    status,
    code as ProblemCode,
    title as string,
    detail as string | undefined,
    Array.isArray(errors) ? (errors as FieldError[]) : [],
    traceId as string | undefined,
    document,
  );
}

export const isProblem = (error: unknown, ...codes: (ProblemCode | 'offline')[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));

/**
 * What was refused in each field of a form, by the field's name; what lies deeper counts for the field that holds it.
 * @param say makes one text of what was said of a field
 */
export function fieldErrors(
  error: unknown,
  say: (messages: readonly string[]) => string = (messages) => messages.join('; '),
): Readonly<Record<string, string>> {
  if (!isProblem(error)) return {};
  const found = new Map<string, string[]>();
  for (const { pointer, message } of error.errors) {
    const name = pointer.split('/')[1] ?? '';
    found.set(name, [...(found.get(name) ?? []), message]);
  }
  return Object.fromEntries([...found].map(([name, messages]) => [name, say(messages)]));
}
