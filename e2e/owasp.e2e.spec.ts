import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IssuedTokens, MadeLink, NewKey, SessionView, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import {
  doors,
  hostsInside,
  insideServer,
  neverThere,
  noTargets,
  openTo,
  settings,
  strangersAt,
  untilRefused,
} from './attempts.js';
import { bytes, issueOf, openFortress, quota, type Fortress } from './fortress.js';
import { accountAt, anybody, password, Visitor } from './visitors.js';

let fortress: Fortress;
let url: string;
let nobody: Visitor;
let root: Visitor;
let ana: Visitor;
let ben: Visitor;
let auditor: Visitor;
/** The customers of the first ticket and of the second. */
let mira: Visitor;
let noah: Visitor;
let miras: TicketView;
let noahs: TicketView;

beforeAll(async () => {
  fortress = await openFortress();
  ({ url, root, mira, noah, miras, noahs } = fortress);
  nobody = anybody(url);
  ana = await accountAt(url, 'ana', 'agent');
  ben = await accountAt(url, 'ben', 'agent');
  auditor = await accountAt(url, 'aud', 'auditor');
}, 90_000);
afterAll(() => fortress?.close(), 20_000);

const codes = async (seen: Promise<{ status: number; body: { code?: string } }>): Promise<unknown> => {
  const { status, body } = await seen;
  return [status, body.code];
};

describe('API1 broken object level authorization', () => {
  it('a customer finds nothing of another one, by id or number, and cannot tell that it is there', async () => {
    await noah.does('GET', `/tickets/${noahs.id}`);
    for (const ref of [noahs.id, noahs.number, 'DB-999999', 'nothing']) {
      for (const path of ['', '/timeline', '/attachments']) {
        expect([path, await codes(mira.try('GET', `/tickets/${ref}${path}`))]).toEqual([path, [404, 'not-found']]);
      }
      const message = await codes(mira.try('POST', `/tickets/${ref}/messages`, { text: 'Let me in' }));
      expect([ref, message]).toEqual([ref, [404, 'not-found']]);
    }
    for (const id of [noahs.customerId, 'nothing']) {
      expect(await codes(mira.try('GET', `/customers/${id}`))).toEqual([403, 'forbidden']);
    }
    expect((await mira.try('GET', `/files/${fortress.noahsFile}`)).status).toBe(404);
    expect((await noah.try('GET', `/files/${fortress.noahsFile}`)).text).toBe('only for Noah');
  });

  it('a list holds what is one’s own, whatever one asks for', async () => {
    for (const query of ['', `?customerId=${noahs.customerId}`, '?limit=200']) {
      const { body } = await mira.try('GET', `/tickets${query}`);
      expect((body.items ?? []).filter(({ id }) => id !== miras.id)).toEqual([]);
    }
  });

  it('a person reads no inbox of another, and ends no session of another', async () => {
    expect(await codes(ana.try('GET', '/people/ben/inbox'))).toEqual([403, 'forbidden']);
    expect(await codes(ana.try('PUT', '/people/ben/preferences', {}))).toEqual([403, 'forbidden']);
    const { body } = await ben.try('GET', '/sessions');
    for (const { id } of body.items!) await ana.does('DELETE', `/sessions/${String(id)}`);
    expect((await ben.try('GET', '/session')).status).toBe(200);
  });
});

describe('API2 broken authentication', () => {
  it('every operation but those of the door needs credentials, and no forged ones will do', async () => {
    expect(await openTo(strangersAt(url))).toEqual(doors);
  });

  it('guessing ends, and says the same of an address that nobody has', async () => {
    const tries = async (email: string): Promise<unknown[]> => {
      const answers: unknown[] = [];
      for (let n = 0; n < 12; n++) answers.push(await codes(nobody.try('POST', '/sessions', { email, password: 'x' })));
      return answers;
    };
    const [known, unknown] = [await tries('ben@desk.example.test'), await tries('nobody@desk.example.test')];
    expect(known).toEqual(unknown);
    expect([known[0], known.at(-1)]).toEqual([
      [401, 'sign-in-failed'],
      [429, 'too-many-requests'],
    ]);
  });

  it('a refresh token that comes twice ends the sign-in, and a link works once', async () => {
    await accountAt(url, 'cleo', 'agent');
    const email = 'cleo@desk.example.test';
    const first = await nobody.does<IssuedTokens>('POST', '/tokens', { email, password });
    const second = await nobody.does<IssuedTokens>('POST', '/tokens/refresh', { refreshToken: first.refreshToken });
    const cleo = new Visitor(url, { authorization: `Bearer ${second.accessToken}` });
    expect((await cleo.try('GET', '/session')).status).toBe(200);
    for (const { refreshToken } of [first, second]) {
      expect((await nobody.try('POST', '/tokens/refresh', { refreshToken })).status).toBe(401);
    }
    await eventually(async () => expect((await cleo.try('GET', '/session')).status).toBe(401));
    const link = await root.does<MadeLink>('POST', '/accounts/cleo/links', { by: 'hand' });
    const path = `.welcome/${link.url!.split('/').at(-1)}`;
    await nobody.does('POST', path, { password: 'gravel umbrella teapot' });
    expect(await codes(nobody.try('POST', path, { password: 'another umbrella teapot' }))).toEqual([
      404,
      'link-invalid',
    ]);
  });
});

describe('API3 broken object property level authorization', () => {
  it.each(['id', 'number', 'status', 'version', 'assigneeId', 'createdAt', 'dueAt', 'outbox', '_id', 'customerId'])(
    'nobody sets %s of a new ticket',
    async (field) => {
      const { status, body } = await root.try('POST', '/tickets', { ...issueOf('eve'), [field]: 'x' });
      expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer: `/${field}` })]]);
    },
  );

  it('a customer sends the fields that are theirs, and nobody makes themselves more than they are', async () => {
    const own = { ...issueOf('mira'), customer: { id: miras.customerId } };
    expect(await codes(mira.try('POST', '/tickets', { ...own, priority: 'urgent' }))).toEqual([403, 'forbidden']);
    expect((await mira.try('POST', '/tickets', { ...own, customer: { id: noahs.customerId } })).status).toBe(403);
    const account = { email: 'dora@desk.example.test', name: 'Dora', role: 'agent' };
    for (const field of ['passwordHash', 'hasPassword', 'secrets', 'version', 'teams']) {
      expect((await root.try('PUT', '/accounts/dora', { ...account, [field]: 'x' })).status).toBe(422);
    }
    const asked = { current: password, next: 'gravel umbrella teapot', role: 'administrator', accountId: 'root' };
    expect((await ana.try('PUT', '/session/password', asked)).status).toBe(422);
    expect(await ana.does<SessionView>('GET', '/session')).toMatchObject({ identity: { id: 'ana', role: 'agent' } });
  });

  it('answers hold no more than their reader needs', async () => {
    await root.does('POST', `/tickets/${noahs.id}/notes`, { text: 'The customer is difficult' });
    const inside = await ana.try('GET', `/tickets/${noahs.id}/timeline`);
    expect(inside.text).toContain('difficult');
    for (const path of ['', '/timeline', '/attachments']) {
      expect((await noah.try('GET', `/tickets/${noahs.id}${path}`)).text).not.toMatch(/difficult|outbox|queueId/);
    }
    await root.does('POST', '/keys', { name: 'Billing' });
    for (const path of ['/keys', '/accounts', '/webhooks', '/sessions']) {
      expect((await root.try('GET', path)).text).not.toMatch(/argon2|"digest"|"secrets?"|passwordHash|dbk_[\w-]{10}/);
    }
  });
});

describe('API4 unrestricted resource consumption', () => {
  it('bodies, pages and queries have a size', async () => {
    const large = { ...issueOf('eve'), text: 'x'.repeat(300_000) };
    expect(await codes(root.try('POST', '/tickets', large))).toEqual([413, 'payload-too-large']);
    expect((await root.try('POST', '/tickets', `${'['.repeat(9_000)}${']'.repeat(9_000)}`)).status).toBe(400);
    expect((await root.try('GET', '/tickets?limit=100000')).status).toBe(422);
    expect((await root.try('GET', `/search/tickets?q=${'a'.repeat(5_000)}`)).status).toBe(422);
    const file = new Uint8Array(26 * 1024 * 1024);
    expect((await root.try('POST', '/files?name=large.bin', file, bytes)).status).toBe(413);
  });

  it('an account may ask so much, and is told', async () => {
    const dan = await accountAt(url, 'dan', 'agent');
    const first = await dan.try('GET', '/session');
    expect(first.headers.get('ratelimit-policy')).toBe(`"account";q=${quota};w=86400`);
    const refused = await untilRefused(dan, quota);
    expect(refused?.body).toMatchObject({ code: 'too-many-requests', 'violated-policies': ['account'] });
    expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ana.try('GET', '/session')).status).toBe(200);
  });
});

describe('API5 broken function level authorization', () => {
  it.each(settings)('%s %s is nothing for an agent or a customer', async (method, path, body) => {
    for (const who of [ana, mira]) expect(await codes(who.try(method, path, body))).toEqual([403, 'forbidden']);
  });

  it('who reads only changes nothing, by no method', async () => {
    expect((await auditor.try('GET', `/tickets/${miras.id}`)).status).toBe(200);
    const note = `/tickets/${miras.id}/notes`;
    expect(await codes(auditor.try('POST', note, { text: 'x' }))).toEqual([403, 'forbidden']);
    for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      expect((await auditor.try('GET', '/keys', undefined, { [header]: 'POST' })).status).toBe(200);
    }
    expect((await root.try('DELETE', `/tickets/${miras.id}`)).status).toBe(405);
  });

  it('a key is for its scopes only, and speaks for nobody unless it may', async () => {
    const { secret } = await root.does<NewKey>('POST', '/keys', { name: 'Shop', scopes: ['intake.open-ticket'] });
    const shop = new Visitor(url, { authorization: `Bearer ${secret}`, 'x-deskbeat-actor': 'person:root' });
    const opened = await shop.does<TicketView>('POST', '/tickets', issueOf('pia'));
    expect((await shop.try('GET', `/tickets/${opened.id}`)).status).toBe(403);
    const { body } = await root.try('GET', `/tickets/${opened.id}/timeline`);
    expect(body.items![0]).toMatchObject({ actor: { kind: 'system' } });
  });
});

describe('API6 unrestricted access to sensitive business flows', () => {
  it('mails for new passwords are few, and none goes where nobody is', async () => {
    const wish = (email: string) => nobody.try('POST', '/password-resets', { email });
    const answers = [];
    for (let n = 0; n < 12; n++) answers.push(await wish('ben@desk.example.test'));
    const elsewhere = [];
    for (let n = 0; n < 12; n++) elsewhere.push(await wish('stranger@elsewhere.example.test'));
    expect(answers.map(({ status }) => status)).toEqual(elsewhere.map(({ status }) => status));
    await eventually(() => expect(fortress.mailbox.to('ben@desk.example.test').length).toBeGreaterThan(0));
    expect(fortress.mailbox.to('ben@desk.example.test').length).toBeLessThanOrEqual(6);
    expect(fortress.mailbox.to('stranger@elsewhere.example.test')).toEqual([]);
  });

  it('the same order is the same ticket, however often it is sent', async () => {
    const key = { 'idempotency-key': 'order-1' };
    const sent = await Promise.all([1, 2, 3].map(() => root.does<TicketView>('POST', '/tickets', issueOf('pia'), key)));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });
});

describe('API7 server side request forgery', () => {
  it.each(hostsInside)('a webhook does not lead to %s', async (host) => {
    const { status, body } = await root.try('PUT', '/webhooks/evil', { url: `http://${host}:9/` });
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer: '/url' })]]);
  });

  it.each(noTargets)('nor to %s', async (address) => {
    expect((await root.try('PUT', '/webhooks/evil', { url: address })).status).toBe(422);
  });

  it('a name that leads inside is found out when it is connected to, and nothing gets there', async () => {
    const server = await insideServer();
    try {
      await root.does('PUT', '/webhooks/rebound', { url: server.url });
      await root.does('POST', '/webhooks/rebound/test', {});
      await eventually(async () => {
        const { body } = await root.try('GET', '/webhooks/rebound/deliveries');
        expect(body.items![0]).toMatchObject({
          state: 'failed',
          lastError: expect.stringContaining('private network'),
        });
      });
      const week = { timeZone: 'Europe/Berlin', hours: [{ day: 'mon', from: '09:00', to: '17:00' }], holidays: [] };
      await root.does('POST', '/calendars', { id: 'office', name: 'Office', ...week });
      const { status, body } = await root.try('POST', '/calendars/office/feeds', { feedId: 'evil', url: server.url });
      expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer: '/url' })]]);
      expect(server.visits()).toBe(0);
    } finally {
      server.close();
    }
  });
});

describe('API8 security misconfiguration', () => {
  it('nothing of the inside is shown, and browsers are told what they must not do', async () => {
    for (const path of ['.api/v1/tickets', '.api/v1/nothing', '.', '.api/v1/tickets/%zz', '.metrics']) {
      const { headers, text } = await nobody.try('GET', path);
      expect(text).not.toMatch(/node_modules|\.ts:|at \w+ \(|mongo|nats/i);
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    for (const method of ['OPTIONS', 'PROPFIND', 'PURGE']) {
      const { status, headers } = await nobody.try(method, '/tickets', undefined, {
        origin: 'https://evil.example.test',
      });
      expect([method, status < 500, headers.get('access-control-allow-origin')]).toEqual([method, true, null]);
    }
    expect((await nobody.try('GET', '.metrics')).status).toBe(401);
  });
});

describe('API9 improper inventory management', () => {
  it.each(neverThere)('/%s is nothing', async (path) => {
    const { status, headers, text } = await root.try('GET', `.${path}`);
    expect(status === 404 || (headers.get('content-type')!.includes('html') && !text.includes('items'))).toBe(true);
  });
});

describe('API10 unsafe consumption of APIs', () => {
  it('what others send is text, not script', async () => {
    const html = '<p>Hello</p><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">x</a>';
    const { id } = await root.does<TicketView>('POST', '/tickets', { ...issueOf('pia'), text: undefined, html });
    const { text } = await root.try('GET', `/tickets/${id}/timeline`);
    expect(text).toContain('Hello');
    expect(text).not.toMatch(/onerror|<script|javascript:/);
  });
});
