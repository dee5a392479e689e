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
  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** @param body JSON, or text and bytes as they are */
  async try(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Seen> {
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

/** Makes an account, chooses its password by a link, and comes in with a token. */
export async function accountAt(url: string, id: string, role: AccountRole): Promise<Visitor> {
  const email = `${id}@desk.example.test`;
  const root = operatorAt(url);
  await root.does('PUT', `/accounts/${id}`, { email, name: id, role });
  const link = await root.does<MadeLink>('POST', `/accounts/${id}/links`, { by: 'hand' });
  await anybody(url).does('POST', `.welcome/${link.url!.split('/').at(-1)}`, { password });
  const { accessToken } = await anybody(url).does<IssuedTokens>('POST', '/tokens', { email, password });
  return new Visitor(url, { authorization: `Bearer ${accessToken}` });
}
