import { actingHeader } from './acting.js';
import { ApiProblem, problemFrom } from './problem.js';
import { sayThatSignedOut } from './signed-out.js';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface Asking {
  body?: object;
  query?: Readonly<Record<string, QueryValue>>;
  /** The version that was seen. */
  seen?: number;
  /** The same key is the same work, however often it is asked for. */
  key?: string;
  signal?: AbortSignal;
}

/** `/api/v1` and the path; values in it are to be encoded by {@link path}. */
export const addressOf = (where: string, query: Asking['query'] = {}): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value])
      parameters.append(name, String(one));
  }
  const asked = parameters.toString();
  return `/api/v1${where}${asked && `?${asked}`}`;
};

/** A path whose values are encoded: path`/tickets/${id}`. */
export const path = (parts: TemplateStringsArray, ...values: (string | number)[]): string =>
  parts.reduce((whole, part, index) => whole + encodeURIComponent(values[index - 1]!) + part);

/** @throws ApiProblem whatever goes wrong, except that it was aborted */
export async function ask<T>(method: string, where: string, asking: Asking = {}): Promise<T> {
  const { body, query, seen, key, signal } = asking;
  const headers: Record<string, string> = {
    ...(body && { 'content-type': 'application/json' }),
    ...(seen !== undefined && { 'if-match': `"${seen}"` }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...actingHeader(),
  };
  return answerOf<T>(addressOf(where, query), { method, headers, signal, body: body && JSON.stringify(body) });
}

export async function answerOf<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new ApiProblem(0, 'offline', 'The system cannot be reached');
  });
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) {
    const problem = problemFrom(response.status, answer);
    if (problem.code === 'unauthenticated' && !address.endsWith('/session')) sayThatSignedOut();
    throw problem;
  }
  return answer as T;
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export const get = <T>(where: string, query?: Asking['query'], signal?: AbortSignal): Promise<T> =>
  ask<T>('GET', where, { query, signal });
export const post = <T>(where: string, body: object = {}, more: Omit<Asking, 'body'> = {}): Promise<T> =>
  ask<T>('POST', where, { ...more, body });
export const put = <T>(where: string, body: object = {}, more: Omit<Asking, 'body'> = {}): Promise<T> =>
  ask<T>('PUT', where, { ...more, body });
export const patch = <T>(where: string, body: object, more: Omit<Asking, 'body'> = {}): Promise<T> =>
  ask<T>('PATCH', where, { ...more, body });
export const remove = <T>(where: string, more: Asking = {}): Promise<T> => ask<T>('DELETE', where, more);
