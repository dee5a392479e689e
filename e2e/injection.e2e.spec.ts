import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IssuedTokens, NewKey, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { operator } from '@deskbeat/tools';
import { bytes, issueOf, openFortress, type Fortress } from './fortress.js';
import { accountAt, anybody, password, Visitor } from './visitors.js';

let fortress: Fortress;
let root: Visitor;
let nobody: Visitor;
beforeAll(async () => {
  fortress = await openFortress();
  ({ root } = fortress);
  nobody = anybody(fortress.url);
  await accountAt(fortress.url, 'ana', 'agent');
}, 90_000);
afterAll(() => fortress?.close(), 20_000);

const operators = [{ $ne: null }, { $gt: '' }, { $regex: '.*' }, { $where: 'sleep(1000)' }, ['$ne'], { $in: ['a'] }];

describe('query operators', () => {
  it.each(operators)('%j in place of a password or an address lets nobody in', async (operator) => {
    for (const field of ['email', 'password']) {
      const credentials = { email: 'ana@desk.example.test', password: 'x', [field]: operator };
      for (const door of ['/sessions', '/tokens']) {
        expect([field, (await nobody.try('POST', door, credentials)).status]).toEqual([field, 422]);
      }
    }
    for (const path of ['/tokens/refresh', '/tokens/revocation']) {
      expect((await nobody.try('POST', path, { refreshToken: operator })).status).toBe(422);
    }
  });

  it.each(operators)('%j in place of an id, a subject or a status finds and changes nothing', async (operator) => {
    const ticket = issueOf('eve');
    const attempts: [string, string, object][] = [
      ['POST', '/tickets', { ...ticket, subject: operator }],
      ['POST', '/tickets', { ...ticket, customer: { id: operator } }],
      ['POST', '/tickets', { ...ticket, customer: { email: operator } }],
      ['POST', '/tickets/bulk', { tickets: [{ id: operator }], action: { do: 'close' } }],
      ['POST', `/tickets/${fortress.miras.id}/messages`, { text: operator }],
      ['POST', '/keys', { name: operator }],
      ['PUT', '/accounts/eve', { email: operator, name: 'Eve', role: 'agent' }],
    ];
    for (const [method, path, body] of attempts) {
      const { status } = await root.try(method, path, body);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });

  it.each([
    'status[$ne]=new',
    'status[]=new',
    'customerId[$gt]=',
    '$where=1',
    'cursor[$ne]=a',
    'limit[$gt]=1',
    'cursor=eyIkbmUiOjF9',
  ])('?%s is no query', async (query) => {
    const { status, text } = await root.try('GET', `/tickets?${query}`);
    expect([status, text.includes(fortress.miras.id)]).toEqual([422, false]);
  });

  it('a text that looks like an operator is a text', async () => {
    const subject = '{"$ne": null} $where: 1 ; db.dropDatabase()';
    const { id } = await root.does<TicketView>('POST', '/tickets', { ...issueOf('eve'), subject });
    expect((await root.does<TicketView>('GET', `/tickets/${id}`)).subject).toBe(subject);
  });
});

describe('prototypes', () => {
  it.each([
    '{"__proto__":{"role":"administrator"}}',
    '{"constructor":{"prototype":{"role":"administrator"}}}',
    '{"subject":"x","customer":{"__proto__":{"isAdmin":true}}}',
    '{"subject":"x","fields":{"__proto__":"x"}}',
    '{"subject":"x","fields":[{"prototype":1}]}',
  ])('%s is refused', async (body) => {
    expect((await root.try('POST', '/tickets', body)).status).toBe(400);
  });

  it.each([
    '__proto__[role]=administrator',
    '__proto__.role=x',
    'constructor[prototype][a]=1',
    'toString=1',
    'hasOwnProperty=1',
  ])('?%s is refused, and afterwards everything is as it was', async (query) => {
    expect((await root.try('GET', `/tickets?${query}`)).status).toBe(422);
    const seen = await nobody.try('GET', '/session');
    expect([seen.status, Object.keys(seen.body).sort()]).toEqual([
      401,
      ['code', 'instance', 'status', 'title', 'traceId', 'type'],
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s names nothing', async (name) => {
    for (const path of [`/tickets/${name}`, `/accounts/${name}`, `/people/${name}`, `/files/${name}`]) {
      expect([path, (await root.try('GET', path)).status]).toEqual([path, 404]);
    }
  });
});

describe('headers', () => {
  const breaks = ['x\r\nBcc: eve@evil.example.test', 'x\nBcc: eve@evil.example.test', 'x\u0000y', 'x\u2028y', 'x\ry'];
  it.each(breaks)('%j is no subject, no name and no address', async (text) => {
    const ticket = issueOf('eve');
    for (const body of [
      { ...ticket, subject: text },
      { ...ticket, customer: { ...ticket.customer, name: text } },
      { ...ticket, customer: { email: `${text}@customer.example.test` } },
      { ...ticket, customer: { email: `eve@customer.example.test${text}` } },
    ]) {
      expect((await root.try('POST', '/tickets', body)).status).toBe(422);
    }
    const account = { email: 'eve@desk.example.test', name: text, role: 'agent' };
    expect((await root.try('PUT', '/accounts/eve', account)).status).toBe(422);
  });

  it('a mail goes to its customer only, whatever the subject and the names look like', async () => {
    const subject = 'Re: =?utf-8?q?x=0D=0ABcc:_eve@evil.example.test?= Bcc: eve@evil.example.test';
    const customer = { email: 'una@customer.example.test', name: 'Una, <eve@evil.example.test>"' };
    const { id } = await root.does<TicketView>('POST', '/tickets', { subject, text: 'Hello', customer });
    await root.does('POST', `/tickets/${id}/replies`, { text: 'We look into it.' });
    await eventually(() => expect(fortress.mailbox.to(customer.email).length).toBeGreaterThan(0));
    for (const letter of fortress.mailbox.to(customer.email)) {
      const [head] = letter.raw.split('\r\n\r\n');
      expect(letter.to).toEqual([customer.email]);
      expect(head).not.toMatch(/^(bcc|cc):/im);
      expect(head!.match(/^(to|from|subject):/gim)!.length).toBe(3);
    }
    expect(fortress.mailbox.to('eve@evil.example.test')).toEqual([]);
  });

  it('no value that a client sends becomes a header of the answer', async () => {
    const name = encodeURIComponent('a"\r\nx-evil: 1\r\n\r\n<script>.html');
    const { id } = await root.does<{ id: string }>('POST', `/files?name=${name}`, '<script>alert(1)</script>', bytes);
    const { headers } = await root.try('GET', `/files/${id}`);
    expect([headers.get('x-evil'), headers.get('content-type')?.includes('html')]).toEqual([null, false]);
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="[^"\r\n<]*"/);
    expect(headers.get('content-type')).toMatch('text/plain');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const actor = { 'x-deskbeat-actor': 'person:ana;name=a%0D%0Ax-evil:%201' };
    expect((await root.try('GET', '/tickets', undefined, actor)).status).toBe(400);
    const crlf = await root.try('GET', '/tickets/a%0d%0ax-evil:%201');
    expect([crlf.status, crlf.headers.get('x-evil')]).toEqual([422, null]);
  });

  it('a page that redirects leads nowhere else', async () => {
    for (const path of ['.//evil.example.test/', '.%2f%2fevil.example.test', './\\evil.example.test']) {
      const location = (await nobody.try('GET', path)).headers.get('location');
      expect([path, location === null || location.startsWith('/api')]).toEqual([path, true]);
    }
  });
});

describe('paths', () => {
  /** As it stands: `fetch` would put it right. */
  const raw = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      request(fortress.url, { path }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
  it.each([
    '/../../../../etc/passwd',
    '/assets/../../../../etc/passwd',
    '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%00/etc/passwd',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/docs/../../../package.json',
  ])('%s leads to no file outside', async (path) => {
    expect(await raw(path)).not.toMatch(/root:|"dependencies"|"name": "/);
  });

  it.each(['../../../etc/passwd', '..\\..\\windows\\system.ini', '/etc/passwd', 'C:\\a.txt', '....//....//a.txt'])(
    'a file called %s is kept by an id, and given out with a plain name',
    async (name) => {
      const path = `/files?name=${encodeURIComponent(name)}`;
      const file = await root.does<{ id: string; name: string }>('POST', path, 'text', bytes);
      expect(file.id).toMatch(/^[\w-]+$/);
      expect(file.name).not.toMatch(/[/\\]|^\.\./);
      expect((await root.try('GET', `/files/${file.id}`)).headers.get('content-disposition')).not.toMatch(/[/\\]\.?\w/);
      expect((await root.try('GET', `/files/${encodeURIComponent(name)}`)).status).toBe(404);
    },
  );
});

describe('logs', () => {
  it('hold no password, key or token that was used, however much is logged', async () => {
    const { authorization } = operator();
    const tokens = await nobody.does<IssuedTokens>('POST', '/tokens', { email: 'ana@desk.example.test', password });
    await nobody.try('POST', '/sessions', { email: 'ana@desk.example.test', password: `${password} no` });
    await nobody.try('GET', '/session', undefined, { authorization: `Bearer ${tokens.refreshToken}` });
    const { secret } = await root.does<NewKey>('POST', '/keys', { name: 'Seen' });
    await new Visitor(fortress.url, { authorization: `Bearer ${secret}` }).try('GET', '/session');
    const secrets = [
      password,
      authorization!.slice(7),
      tokens.accessToken,
      tokens.refreshToken,
      secret,
      'x'.repeat(32),
    ];
    const logs = fortress.logs();
    expect(logs.length).toBeGreaterThan(1_000);
    expect(secrets.filter((one) => logs.includes(one))).toEqual([]);
    expect(logs).not.toMatch(/dbk_[\w-]{20}|dbr_[\w-]{20}|\$argon2|eyJhbGciOiJFZERTQSI/);
  });
});
