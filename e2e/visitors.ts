import { expect } from '@jest/globals';
import type { AccountRole, IssuedTokens, MadeLink } from '@deskbeat/contracts';
import { operator } from '@deskbeat/tools';

export const password = 'violet kettle maps';

export interface Seen {
  status: number;
  headers: Headers;
  /** The whole answer, as it came. */
  text: string;
  /** Of JSON. */
  body: Record<string, unknown> & { code?: string; items?: Record<string, unknown>[]; id?: string };
}

/** Somebody who comes to the HTTP door with these headers, and tries what they like. */
export class Visitor {
  private renewing?: Promise<void>;

  /** @param renew headers in the place of those that are not believed any more */
  constructor(
    private readonly url: string,
    private headers: Record<string, string> = {},
    private readonly renew?: () => Promise<Record<string, string>>,
  ) {}

  /** @param body JSON, or text and bytes as they are */
  async try(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Seen> {
    const sent = this.headers;
    const seen = await this.attempt(method, path, body, headers);
    if (seen.status !== 401 || !this.renew) return seen;
    // Once for all that were under way.
    if (this.headers === sent) await (this.renewing ??= this.renewed(this.renew));
    return this.attempt(method, path, body, headers);
  }

  private async renewed(renew: () => Promise<Record<string, string>>): Promise<void> {
    this.headers = await renew();
    this.renewing = undefined;
  }

  private async attempt(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Seen> {
    const asItIs = typeof body === 'string' || body instanceof Uint8Array;
    const answer = await fetch(this.url + (path.startsWith('/') ? `/api/v1${path}` : `/${path.slice(1)}`), {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...this.headers, ...headers },
      body: body === undefined ? undefined : asItIs ? (body as string) : JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: answer.status, headers: answer.headers, text, body: isJson ? (JSON.parse(text) as never) : {} };
  }

  /** The same, where it must work. */
  async does<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
    const seen = await this.try(method, path, body, headers);
    expect([method, path, seen.status < 300 ? 'fine' : seen.text]).toEqual([method, path, 'fine']);
    return seen.body as T;
  }
}

export const anybody = (url: string): Visitor => new Visitor(url);
export const operatorAt = (url: string, actor?: string): Visitor =>
  new Visitor(url, { ...operator(), ...(actor && { 'x-deskbeat-actor': actor }) });

/**
 * Makes an account, chooses its password by a link, and comes in with a token. What is heard of the new person later takes
 * that token back, as any change does: it is refreshed then.
 */
export async function accountAt(url: string, id: string, role: AccountRole): Promise<Visitor> {
  const email = `${id}@desk.example.test`;
  const root = operatorAt(url);
  await root.does('PUT', `/accounts/${id}`, { email, name: id, role });
  const link = await root.does<MadeLink>('POST', `/accounts/${id}/links`, { by: 'hand' });
  await anybody(url).does('POST', `.welcome/${link.url!.split('/').at(-1)}`, { password });
  let tokens = await anybody(url).does<IssuedTokens>('POST', '/tokens', { email, password });
  const headers = () => ({ authorization: `Bearer ${tokens.accessToken}` });
  return new Visitor(url, headers(), async () => {
    const { refreshToken } = tokens;
    tokens = await anybody(url).does<IssuedTokens>('POST', '/tokens/refresh', { refreshToken });
    return headers();
  });
}
