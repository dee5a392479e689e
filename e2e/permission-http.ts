import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { CustomerView, Identity, MadeLink, NewKey } from '@deskbeat/contracts';
import { permissionOf } from '@deskbeat/permissions';
import type { System } from '@deskbeat/tools';
import { Api } from './api.js';
import { doors } from './attempts.js';
import type { Mailbox } from './mailbox.js';

export interface Route {
  /** `GET /tickets/{id}`. */
  name: string;
  method: string;
  path: string;
  /** Of the contract behind it. */
  subject: string;
  /** Content type of what is sent. */
  takes?: string;
}

/** The gateway answers them itself: what somebody is, and for those who may read the inside of the ticket. */
const itsOwn = [
  'GET /api/v1/session',
  'GET /api/v1/permissions',
  'GET /api/v1/live',
  'GET /api/v1/tickets/{id}/viewers',
  'PUT /api/v1/tickets/{id}/viewers',
];
/** Whoever does this does nothing after it. */
const last = 'DELETE /api/v1/session';

type Described = { description?: string; requestBody?: { content: Record<string, unknown> } };
type Paths = Record<string, Record<string, Described>>;

/** The API as its description has it, entered by accounts of all roles that have signed in. */
export class HttpDoor {
  /** What opens the door for somebody: a cookie, or a key. */
  private readonly credentials = new Map<string, Record<string, string>>();
  private readonly all: Route[];

  private constructor(
    private readonly url: string,
    paths: Paths,
  ) {
    this.all = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([verb, { description = '', requestBody }]) => {
        const method = verb.toUpperCase();
        const subject = /`(rpc\.[\w.-]+)`/.exec(description)?.[1] ?? '';
        const [takes] = Object.keys(requestBody?.content ?? {});
        return { name: `${method} ${path}`, method, path, subject, ...(takes && { takes }) };
      }),
    );
  }

  static async open(system: System, people: readonly Identity[], mailbox: Mailbox): Promise<HttpDoor> {
    const description = await fetch(`${system.gatewayUrl}/api/openapi.json`);
    const door = new HttpDoor(system.gatewayUrl, ((await description.json()) as { paths: Paths }).paths);
    const operator = new Api(system.gatewayUrl);
    for (const who of people) {
      if (who.kind === 'person') door.credentials.set(who.id, { cookie: await signedIn(operator, who) });
      if (who.kind === 'customer') door.credentials.set(who.id, { cookie: await atPortal(operator, who, mailbox) });
      if (who.kind === 'system') await door.addKey(who);
    }
    return door;
  }

  /** Routes that the table decides about. */
  get routes(): Route[] {
    return this.all.filter(({ name }) => ![...doors, ...itsOwn, last].includes(name));
  }

  /** Routes behind which there is no contract of the table. */
  strange(): string[] {
    return this.routes.filter(({ subject }) => !permissionOf(subject)).map(({ name }) => name);
  }

  /** Routes that ask nobody who they are, though nobody said that they are for everybody. */
  async openDoors(): Promise<string[]> {
    const found: string[] = [];
    for (const route of this.all.filter(({ name }) => !doors.includes(name))) {
      const status = await this.ask(route, undefined, { id: 'nothing', body: {} });
      if (status !== 401) found.push(`${route.name}: ${status}`);
    }
    return found;
  }

  callers(people: readonly Identity[]): Identity[] {
    return people.filter(({ id }) => this.credentials.has(id));
  }

  /** Lets a program in that has just these scopes. */
  async addKey({ id, scopes }: Identity): Promise<void> {
    const { status, body } = await new Api(this.url).post<NewKey>('/keys', { name: id, scopes });
    expect([id, status]).toEqual([id, 201]);
    this.credentials.set(id, { authorization: `Bearer ${body.secret}` });
  }

  /** @returns the status of the answer */
  async ask(
    { method, path, takes }: Route,
    who: Identity | undefined,
    { id, body, named = [] }: Wish,
  ): Promise<number> {
    const credentials = who && this.credentials.get(who.id);
    let params = 0;
    const filled = path.replaceAll(/\{\w+\}/g, () => (params++ === 0 ? encodeURIComponent(id) : 'nobody'));
    const query = params === 0 && !takes && named.length > 0 ? `?${named[0]}=${encodeURIComponent(id)}` : '';
    const answer = await fetch(this.url + filled + query, {
      method,
      headers: {
        'if-match': '"1"',
        'sec-fetch-site': 'same-origin',
        ...credentials,
        ...(takes && { 'content-type': takes }),
      },
      ...(takes && { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }
}

interface Wish {
  /** For the first place in the path. */
  id: string;
  body: object;
  /** Fields that name what it is about. */
  named?: readonly string[];
}

/** @returns the cookie of a session that begins with an invitation */
async function signedIn(operator: Api, { id, role, reach }: Identity): Promise<string> {
  const email = `${id}@desk.example.test`;
  await operator.put(`/accounts/${id}`, { email, name: id, role, ...(reach && { reach }) });
  const { body } = await operator.post<MadeLink>(`/accounts/${id}/links`, { by: 'hand' });
  const answer = await fetch(operator.url + new URL(body.url!).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ password: randomBytes(12).toString('base64url') }),
  });
  if (!answer.ok) throw new Error(`${id} cannot come in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

/** @returns the cookie of a customer's session, by the link of their mail */
async function atPortal(operator: Api, { id }: Identity, mailbox: Mailbox): Promise<string> {
  const { url } = operator;
  const { body } = await operator.get<CustomerView>(`/customers/${id}`);
  const send = (path: string, sent: object): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(sent),
    });
  expect((await send('/api/v1/customer-links', { email: body.email })).status).toBe(202);
  const path = await eventually(() => {
    const [, found] = /(\/portal\/enter\/[\w-]+)/.exec(mailbox.to(body.email!).at(-1)?.text ?? '') ?? [];
    if (found === undefined) throw new Error('no mail yet');
    return found;
  });
  const answer = await send(path, {});
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}
