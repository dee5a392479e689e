import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changePassword,
  endSession,
  endSessions,
  endSessionsOf,
  getAccount,
  listAccounts,
  listSessions,
  makeSetUpLink,
  personSaved,
  readLink,
  renewSession,
  saveAccount,
  useLink,
  type OpenSessions,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { minute, password, startAccess, type Harness } from './harness.js';

let desk: Harness;
let open: (id: string, more?: object) => Promise<{ secret: string; sessionId: string }>;
beforeAll(async () => {
  desk = await startAccess();
  open = async (id, more = {}) => {
    const secret = newSecret();
    const { sessionId } = await desk.signIn(`${id}@desk.example.test`, { digest: digestOf(secret), ...more });
    return { secret, sessionId };
  };
}, 60_000);
afterAll(() => desk.stop());

const code = (expected: string): object => ({ code: expected });
const tokenIn = (url: string): string => digestOf(url.split('/').at(-1)!);
const withPassword = (id: string): Promise<void> => desk.withPassword(id);
const isOpen = (secret: string): Promise<boolean> =>
  desk.authenticate(secret).then(
    () => true,
    (error: { code: string }) => (expect(error.code).toBe('unauthenticated'), false),
  );

describe('the first start', () => {
  it('lets one administrator in by a link that works once, as long as there is no account', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => desk.bus.ask(makeSetUpLink, {}, desk.as())));
    expect(await desk.bus.ask(readLink, { digest: tokenIn(first!.url!) }, desk.gateway)).toMatchObject({
      purpose: 'set-up',
      minLength: 12,
    });
    const asked = { linkDigest: tokenIn(first!.url!), digest: digestOf(newSecret()), email: 'Root@Desk.example.test' };
    const enter = (more: object) => desk.bus.ask(useLink, { ...asked, password, name: 'Root', ...more }, desk.gateway);
    await expect(enter({ password: 'password1234' })).rejects.toMatchObject(code('validation-failed'));
    await expect(enter({ email: undefined })).rejects.toMatchObject({ errors: [{ pointer: '/email' }] });
    expect(await enter({})).toMatchObject({
      accountId: 'root',
      session: { identity: { kind: 'person', id: 'root', role: 'administrator' } },
    });
    await expect(enter({})).rejects.toMatchObject(code('link-invalid'));
    await expect(enter({ linkDigest: tokenIn(second!.url!) })).rejects.toMatchObject(code('already-exists'));
    await expect(desk.bus.ask(makeSetUpLink, {}, desk.as())).rejects.toMatchObject(code('already-exists'));
  });
});

describe('an account', () => {
  it('has an address of its own, and a role', async () => {
    expect(await desk.account('ana')).toMatchObject({ id: 'ana', version: 1, role: 'agent', hasPassword: false });
    expect(await desk.account('ana')).toMatchObject({ version: 1 });
    expect(await desk.account('ana', { role: 'lead' })).toMatchObject({ version: 2, role: 'lead' });
    const taken = { pointer: '/email', message: expect.any(String) };
    await expect(desk.account('ben', { email: 'ANA@desk.example.test' })).rejects.toMatchObject({
      code: 'already-exists',
      errors: [taken],
    });
    await desk.account('ben');
    await expect(desk.account('ben', { email: 'ana@desk.example.test' })).rejects.toMatchObject({ errors: [taken] });
    const old = { accountId: 'ana', seenVersion: 1, name: 'Ana' };
    await expect(desk.bus.ask(saveAccount, old, desk.as())).rejects.toMatchObject(code('version-conflict'));
    const incomplete = desk.bus.ask(saveAccount, { accountId: 'new', name: 'N' }, desk.as());
    await expect(incomplete).rejects.toMatchObject({ errors: [{ pointer: '/email' }, { pointer: '/role' }] });
  });

  it('takes nothing over that is not to be set: hash, second factor, version', async () => {
    for (const field of ['passwordHash', 'hasPassword', 'version', 'secrets', 'outbox']) {
      await expect(desk.account('eve', { [field]: 'x' })).rejects.toMatchObject({ errors: [{ pointer: `/${field}` }] });
    }
  });

  it('is listed page by page without what is secret', async () => {
    const { items, next } = await desk.bus.ask(listAccounts, { limit: 1 }, desk.as());
    const rest = await desk.bus.ask(listAccounts, { cursor: next! }, desk.as());
    expect([...items, ...rest.items].map(({ id }) => id)).toEqual(['ana', 'ben', 'root']);
    expect(JSON.stringify([items, rest])).not.toMatch(/hash|argon/);
  });

  it('has the teams that the directory tells of, whatever comes late', async () => {
    const person = { personId: 'ana', name: 'Ana', role: 'agent' } as const;
    await desk.publish(personSaved, 'ana', 2, { ...person, teams: ['support'] });
    await desk.publish(personSaved, 'ana', 1, { ...person, teams: ['old'] });
    await desk.publish(personSaved, 'ana', 2, { ...person, teams: ['support'] });
    const teams = async () => (await desk.bus.ask(getAccount, { accountId: 'ana' }, desk.as())).teams;
    await eventually(async () => expect(await teams()).toEqual(['support']));
    expect(desk.changed).toContain('ana');
  });
});

describe('signing in', () => {
  beforeAll(() => withPassword('ina'));

  it('opens a session for the right password, whose secret nobody else learns', async () => {
    const secret = newSecret();
    const wanted = { digest: digestOf(secret), device: 'Firefox', address: '192.0.2.7' };
    const session = await desk.signIn('INA@desk.example.test', wanted);
    expect(session).toMatchObject({
      identity: { kind: 'person', id: 'ina', name: 'ina', role: 'agent', session: session.sessionId },
      use: 'browser',
    });
    expect(await desk.authenticate(secret)).toEqual(session);
    const stored = JSON.stringify(await desk.database.collection('sessions').find().toArray());
    expect(stored).not.toContain(secret);
    await eventually(() =>
      expect(desk.told.at(-1)).toMatchObject({
        subject: 'evt.account.signed-in.v1',
        actor: { kind: 'person', id: 'ina' },
        data: { way: 'password', device: 'Firefox', address: '192.0.2.7' },
      }),
    );
  });

  it.each([
    ['a wrong password', 'ina@desk.example.test', 'another kettle maps'],
    ['an address that nobody has', 'nobody@desk.example.test', password],
    ['an account without a password', 'ben@desk.example.test', password],
  ])('says the same to %s', async (_, email, wrong) => {
    await expect(desk.signIn(email, { password: wrong })).rejects.toMatchObject({
      code: 'sign-in-failed',
      detail: undefined,
      context: undefined,
    });
  });

  it('records who did not get in', async () => {
    const refused = () => desk.told.find(({ subject }) => subject === 'evt.account.sign-in-refused.v1');
    await eventually(() => expect(refused()).toMatchObject({ aggregateId: 'ina', data: { why: 'wrong-password' } }));
  });

  it('makes the hash anew when the settings ask for more work', async () => {
    const more = await desk.start({ ARGON2_PASSES: '2' });
    const hash = async () =>
      (await desk.database.collection('accounts').findOne({ _id: 'ina' as never }))!.passwordHash;
    await eventually(async () => {
      await desk.signIn('ina@desk.example.test');
      expect(await hash()).toMatch(/^\$argon2id\$v=19\$m=64,t=2,p=1\$/);
    });
    await more.close();
  });
});

describe('guessing', () => {
  it('ends after some tries for one account from one address, whether there is one or not, and begins anew later', async () => {
    await withPassword('uma');
    for (const name of ['uma', 'nobody-else']) {
      const attempt = () => desk.signIn(`${name}@desk.example.test`, { password: 'wrong', address: '192.0.2.9' });
      const outcomes = await Promise.all(
        Array.from({ length: 14 }, () =>
          attempt().then(
            () => 'in',
            (error: { code: string }) => error.code,
          ),
        ),
      );
      expect(outcomes.filter((one) => one === 'sign-in-failed')).toHaveLength(10);
      await expect(attempt()).rejects.toMatchObject({ code: 'too-many-requests', context: { retryAfterSeconds: 900 } });
    }
    const right = { address: '192.0.2.9' };
    await expect(desk.signIn('uma@desk.example.test', right)).rejects.toMatchObject(code('too-many-requests'));
    await desk.signIn('uma@desk.example.test', { address: '192.0.2.10' });
    desk.time.moveTo(desk.time.now() + 15 * minute);
    await desk.signIn('uma@desk.example.test', right);
  });

  it('from many addresses ends as well', async () => {
    await withPassword('una');
    const codes: string[] = [];
    for (let n = 0; n < 40; n++) {
      const wrong = { password: 'wrong', address: `198.51.100.${n}` };
      await desk.signIn('una@desk.example.test', wrong).catch((error: { code: string }) => codes.push(error.code));
    }
    expect(codes.lastIndexOf('sign-in-failed')).toBe(29);
  });
});

describe('a session', () => {
  beforeAll(() => withPassword('ida'));

  it('gets a new secret, and keeps the old one until the new one was used', async () => {
    const { secret } = await open('ida');
    const next = newSecret();
    const renewal = { digest: digestOf(secret), nextDigest: digestOf(next) };
    await desk.bus.ask(renewSession, renewal, desk.gateway);
    desk.time.moveTo(desk.time.now() + 5 * minute);
    expect([await isOpen(secret), await isOpen(next), await isOpen(secret)]).toEqual([true, true, true]);
    desk.time.moveTo(desk.time.now() + 2 * minute);
    expect(await isOpen(next)).toBe(true);
    // Whoever comes with the old one now has it from somewhere else.
    expect([await isOpen(secret), await isOpen(next)]).toEqual([false, false]);
  });

  it('ends when it is not used, or in any case after two weeks', async () => {
    const { secret } = await open('ida');
    desk.time.moveTo(desk.time.now() + 12 * 60 * minute);
    expect(await isOpen(secret)).toBe(false);
    let used = (await open('ida')).secret;
    for (let half = 0; half < 2 * 14 * 2; half++) {
      const next = newSecret();
      desk.time.moveTo(desk.time.now() + 6 * 60 * minute);
      const renewal = { digest: digestOf(used), nextDigest: digestOf(next) };
      const renewed = await desk.bus.ask(renewSession, renewal, desk.gateway).catch(() => undefined);
      if (!renewed) return expect(half).toBe(14 * 4 - 1);
      used = next;
    }
    expect(await isOpen(used)).toBe(false);
  });

  it('is listed with its device, and ended alone, with all others, or with the account', async () => {
    const phone = await open('ida', { device: 'Phone' });
    desk.time.moveTo(desk.time.now() + minute);
    const laptop = await open('ida', { device: 'Laptop' });
    const ida = desk.as({ id: 'ida', role: 'agent', session: laptop.sessionId });
    const list = async (): Promise<OpenSessions['items']> => (await desk.bus.ask(listSessions, {}, ida)).items;
    expect((await list()).slice(0, 2)).toMatchObject([
      { device: 'Laptop', current: true },
      { device: 'Phone', current: false },
    ]);
    const other = desk.as({ id: 'ben', role: 'agent' });
    expect(await desk.bus.ask(endSession, { sessionId: phone.sessionId }, other)).toEqual({ ended: 0 });
    expect(await isOpen(phone.secret)).toBe(true);
    expect(await desk.bus.ask(endSession, { sessionId: phone.sessionId }, ida)).toEqual({ ended: 1 });
    expect([await isOpen(phone.secret), await isOpen(laptop.secret)]).toEqual([false, true]);
    await eventually(() => expect(desk.changed).toContain(phone.sessionId));
    await open('ida');
    await desk.bus.ask(endSessions, {}, ida);
    expect((await list()).map(({ id }) => id)).toEqual([laptop.sessionId]);
    await desk.bus.ask(endSessionsOf, { accountId: 'ida' }, desk.as());
    expect(await list()).toEqual([]);
  });

  it('ends with the account, and with a new password all but the one that it was chosen in', async () => {
    const [here, there] = [await open('ida'), await open('ida')];
    const ida = desk.as({ id: 'ida', role: 'agent', session: here.sessionId });
    const next = 'gravel umbrella teapot';
    const wrong = desk.bus.ask(changePassword, { current: 'wrong', next }, ida);
    await expect(wrong).rejects.toMatchObject({ code: 'forbidden', errors: [{ pointer: '/current' }] });
    const weak = desk.bus.ask(changePassword, { current: password, next: 'ida-ida-ida-ida' }, ida);
    await expect(weak).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/next' }] });
    await desk.bus.ask(changePassword, { current: password, next }, ida);
    expect([await isOpen(here.secret), await isOpen(there.secret)]).toEqual([true, false]);
    await expect(desk.signIn('ida@desk.example.test')).rejects.toMatchObject(code('sign-in-failed'));
    await desk.account('ida', { active: false });
    expect(await isOpen(here.secret)).toBe(false);
    const inactive = desk.signIn('ida@desk.example.test', { password: next });
    await expect(inactive).rejects.toMatchObject(code('sign-in-failed'));
  });

  it('is not the business of whoever has no signature of the gateway', async () => {
    const { Bus } = await import('@deskbeat/messaging');
    const stranger = new Bus(desk.broker.url, 'stranger');
    await stranger.connect();
    const asked = stranger.ask(endSessionsOf, { accountId: 'ida' }, { actor: { kind: 'person', id: 'root' } });
    await expect(asked).rejects.toMatchObject(code('unauthenticated'));
    await stranger.onApplicationShutdown();
  });
});
