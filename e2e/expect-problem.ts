import { expect } from '@jest/globals';
import type { Answer, ProblemDocument } from './api.js';
import { show, withField } from './bad-values.js';

/** What a request may be called that nobody could fulfil. */
export const unacceptable = ['validation-failed', 'malformed-request'];

/** The answer is a problem document with one of these codes; one about a field points to it. */
export function expectProblem({ status, headers, body }: Answer<unknown>, codes: string[], pointer?: string): void {
  const problem = body as ProblemDocument;
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(codes).toContain(problem.code);
  expect(problem).toMatchObject({ status, type: `urn:deskbeat:problem:${problem.code}`, title: expect.any(String) });
  if (problem.code === 'validation-failed' && pointer) {
    expect(problem.errors!.map((error) => error.pointer).join()).toContain(pointer);
  }
}

/** Every value is refused in the field, and the first that is not is named. */
export async function expectRefused(
  send: (body: object) => Promise<Answer<unknown>>,
  body: object,
  path: string,
  values: unknown[],
): Promise<void> {
  for (const value of values) {
    const answer = await send(withField(body, path, value));
    try {
      expectProblem(answer, unacceptable, `/${path.replaceAll('.', '/')}`);
    } catch (error) {
      const message = `${path} = ${show(value)} got ${answer.status}: ${(error as Error).message}`;
      throw new Error(message, { cause: error });
    }
  }
}
