import { setTimeout as delay } from 'node:timers/promises';

export interface Answer<T> {
  status: number;
  body: T;
}

/** The API said no in a way that waiting does not change. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';

  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    readonly code: string | undefined,
    text: string,
  ) {
    super(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
  }
}

const COME_BACK = new Set([429, 502, 503, 504]);

/** Asks the API as somebody; tries again when it asks for that. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async ask<T>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt++) {
      const base = path.startsWith('/welcome/') ? '' : '/api/v1';
      const response = await fetch(`${this.url}${base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.key}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      });
      const text = await response.text();
      if (response.ok) return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
      if (!COME_BACK.has(response.status) || attempt === 5) {
        throw new ApiRefusal(method, path, response.status, codeIn(text), text);
      }
      await delay(1000 * (Number(response.headers.get('retry-after')) || 1));
    }
  }
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}

export const as = (kind: 'person' | 'customer', id: string, name?: string): Record<string, string> => ({
  'x-deskbeat-actor': `${kind}:${id}${name ? `;name=${encodeURIComponent(name)}` : ''}`,
});
