import type { ProblemCode } from '@deskbeat/contracts';
import { operator } from '@deskbeat/tools';

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  errors?: { pointer: string; message: string }[];
}

export interface Sent {
  /** `person:ana`, `customer:c1`. */
  as?: string;
  ifMatch?: number;
  key?: string;
  /** Sent as it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

function bodyOf({ headers }: Response, text: string): unknown {
  if (text === '') return undefined;
  return headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

/** The REST API as a client of another language would use it: no types of ours but for reading. */
export class Api {
  constructor(readonly url: string) {}

  get<T = unknown>(path: string, sent?: Sent): Promise<Answer<T>> {
    return this.ask<T>('GET', path, undefined, sent);
  }
  post<T = unknown>(path: string, body: unknown, sent?: Sent): Promise<Answer<T>> {
    return this.ask<T>('POST', path, body, sent);
  }
  patch<T = unknown>(path: string, body: unknown, sent?: Sent): Promise<Answer<T>> {
    return this.ask<T>('PATCH', path, body, sent);
  }
  put<T = unknown>(path: string, body: unknown, sent?: Sent): Promise<Answer<T>> {
    return this.ask<T>('PUT', path, body, sent);
  }

  async ask<T>(method: string, path: string, body: unknown, sent: Sent = {}): Promise<Answer<T>> {
    const { as, ifMatch, key, raw, headers } = sent;
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      body: content,
      headers: {
        ...operator(),
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...(as && { 'x-deskbeat-actor': as }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(key && { 'idempotency-key': key }),
        ...headers,
      },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: bodyOf(response, text) as T };
  }
}
