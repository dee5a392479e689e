import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type {
  AuditRecords,
  AuditVerification,
  IssuedTokens,
  MadeLink,
  NewKey,
  NewSecondFactor,
  RecoveryCodes,
  SessionView,
} from '@deskbeat/contracts';
import { operator } from '@deskbeat/tools';
import { codeOf } from './authenticator.js';
import type { Desk } from './harness.js';
import { workOnPasskeys } from './passkey-work.js';
import { workOnPrivacy, workOnRetention } from './privacy-work.js';

const password = 'violet kettle maps';
const nextPassword = 'gravel umbrella teapot';
const email = 'root@desk.example.test';

/** Somebody at a browser: keeps the cookie that the gateway gives. */
export class Browser {
  private cookie = '';

  constructor(
    private readonly url: string,
    private readonly used: Set<string>,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** @param operation as the description of the API names it: `PUT /accounts/{id}` */
  async does<T>(operation: string, id = '', body?: object): Promise<T> {
    this.used.add(operation);
    const [method, path = ''] = operation.split(' ');
    const base = path.startsWith('/welcome') ? '' : '/api/v1';
    const answer = await fetch(this.url + base + path.replace(/\{\w+\}/, encodeURIComponent(id)), {
      method,
      headers: {
        ...this.headers,
        ...(this.cookie && { cookie: this.cookie }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    expect([operation, answer.status < 300 ? 'fine' : text]).toEqual([operation, 'fine']);
    const [given] = answer.headers.getSetCookie();
    if (given) this.cookie = given.split(';')[0]!;
    return (text ? JSON.parse(text) : undefined) as T;
  }
}

const tokenOf = (url: string): string => url.split('/').at(-1)!;

/** The first administrator comes, lets somebody in, and looks after sessions. */
export async function workOnAccess(desk: Desk, used: Set<string>): Promise<void> {
  const { api, mailbox } = desk;
  await workOnPrivacy(desk, used);
  await workOnRetention(desk, used);
  const root = new Browser(api.url, used);
  const { url } = await new Browser(api.url, used, operator()).does<MadeLink>('POST /set-up-links', '', {});
  await root.does('GET /welcome/{token}', tokenOf(url!));
  await root.does('POST /welcome/{token}', tokenOf(url!), { email, name: 'Root', password });
  await root.does('PUT /accounts/{id}', 'noa', { email: 'noa@desk.example.test', name: 'Noa', role: 'agent' });
  for (const operation of ['GET /accounts', 'GET /accounts/{id}']) await root.does(operation, 'noa');
  await root.does('POST /accounts/{id}/links', 'noa', { by: 'mail' });
  const { key, secret } = await root.does<NewKey>('POST /keys', '', { name: 'Billing', scopes: ['access.list-keys'] });
  await new Browser(api.url, used, { authorization: `Bearer ${secret}` }).does('GET /session');
  await root.does('POST /keys/{id}/rotation', key.id, {});
  await root.does('GET /keys');
  await root.does('GET /permissions');
  await root.does('DELETE /keys/{id}', key.id);
  await new Browser(api.url, used).does('POST /password-resets', '', { email });
  await eventually(() =>
    expect([mailbox.to('noa@desk.example.test').length, mailbox.to(email).length]).toEqual([1, 1]),
  );
  const there = new Browser(api.url, used);
  expect(await there.does<SessionView>('POST /sessions', '', { email, password })).toMatchObject({ email });
  await there.does('GET /session');
  const tokens = await there.does<IssuedTokens>('POST /tokens', '', { email, password });
  const next = await there.does<IssuedTokens>('POST /tokens/refresh', '', { refreshToken: tokens.refreshToken });
  await there.does('POST /tokens/revocation', '', { refreshToken: next.refreshToken });
  await there.does('GET /sessions');
  await there.does('PUT /session/password', '', { current: password, next: nextPassword });
  await workOnPasskeys(there, new Browser(api.url, used), nextPassword);
  await workOnSecondFactor(there, new Browser(api.url, used));
  await there.does('DELETE /accounts/{id}/second-factor', 'noa');
  await there.does('GET /sign-in-rules');
  await there.does('PUT /sign-in-rules', '', { secondFactorFor: ['auditor'] });
  await there.does('DELETE /sessions');
  await there.does('DELETE /sessions/{id}', 'nobodys');
  await there.does('DELETE /accounts/{id}/sessions', 'noa');
  await there.does('DELETE /session');
  await lookBack(api.url, used);
}

/** Somebody looks at what was done. */
async function lookBack(url: string, used: Set<string>): Promise<void> {
  const search = 'GET /audit-records';
  used.add(search);
  const narrowed = [
    '',
    '?actor=api',
    '?on=noa',
    '?action=access.create-key',
    '?outcome=done&since=2020-01-01T00:00:00Z',
  ];
  for (const query of narrowed.flatMap((one) => [one, `${one}${one ? '&' : '?'}limit=1`])) {
    const answer = await fetch(`${url}/api/v1/audit-records${query}`, { headers: operator() });
    expect([query, answer.status]).toEqual([query, 200]);
    const { next } = (await answer.json()) as AuditRecords;
    if (next === undefined) continue;
    const older = `${url}/api/v1/audit-records${query}${query ? '&' : '?'}cursor=${encodeURIComponent(next)}`;
    expect([query, (await fetch(older, { headers: operator() })).status]).toEqual([query, 200]);
  }
  const auditor = new Browser(url, used, operator());
  await eventually(async () =>
    expect(await auditor.does<AuditVerification>('GET /audit-records/verification')).toMatchObject({ complete: true }),
  );
  for (const kind of ['ndjson', 'csv']) {
    used.add(`GET /audit-records.${kind}`);
    const file = await fetch(`${url}/api/v1/audit-records.${kind}`, { headers: operator() });
    expect(await file.text()).toContain('access.create-key');
  }
}

/** Somebody sets up an app, signs in with its code on another device, and goes back to the password alone. */
async function workOnSecondFactor(there: Browser, phone: Browser): Promise<void> {
  const own = { password: nextPassword };
  const { secret } = await there.does<NewSecondFactor>('POST /session/second-factor', '', own);
  await there.does<RecoveryCodes>('PUT /session/second-factor', '', { code: codeOf(secret) });
  await phone.does('POST /sessions', '', { email, ...own, code: codeOf(secret, 1) });
  const { codes } = await phone.does<RecoveryCodes>('POST /session/second-factor/recovery-codes', '', own);
  await phone.does('POST /sessions', '', { email, ...own, code: codes[0] });
  await there.does('GET /session/security');
  await there.does('POST /session/second-factor/removal', '', own);
}
