import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addPasskey,
  askForPasskey,
  beginPasskey,
  getAccount,
  getSignInWays,
  listPasskeys,
  listSessions,
  makeLink,
  removePasskey,
  resetSecondFactor,
  saveSignInRules,
  searchAudit,
  signInByPasskey,
  useLink,
  type Authenticated,
  type PasskeyView,
  type SignInByPasskey,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually, PasskeyDevice, type Twist } from '@deskbeat/testing';
import { minute, password, startAccess, type Harness } from './harness.js';

const origin = 'https://desk.example.test';
let desk: Harness;
beforeAll(async () => void (desk = await startAccess({ PUBLIC_URL: `${origin}/`, SIGN_IN_ATTEMPTS: '3' })), 60_000);
afterAll(() => desk.stop());
// Each test has allowances of its own.
beforeEach(() => desk.time.moveTo(desk.time.now() + 20 * minute));

const code = (expected: string): object => ({ code: expected });
const refused = code('sign-in-failed');
const self = (id: string) => desk.as({ id, role: 'agent' });
const begin = async (id: string): Promise<object> => (await desk.bus.ask(beginPasskey, { password }, self(id))).options;
const add = (id: string, response: object, name = 'Laptop'): Promise<PasskeyView> =>
  desk.bus.ask(addPasskey, { name, response }, self(id));
async function deviceOf(id: string, wanted: object = {}): Promise<PasskeyDevice> {
  const device = new PasskeyDevice(origin);
  await desk.withPassword(id, wanted);
  await add(id, device.create(await begin(id)));
  return device;
}
const question = async (address = '192.0.2.1'): Promise<object> =>
  (await desk.bus.ask(askForPasskey, { address }, desk.gateway)).options;
const enter = (response: object, more: Partial<SignInByPasskey> = {}): Promise<Authenticated> =>
  desk.bus.ask(signInByPasskey, { response, digest: digestOf(newSecret()), ...more }, desk.gateway);
const list = async (id: string): Promise<PasskeyView[]> => (await desk.bus.ask(listPasskeys, {}, self(id))).items;
const factsOf = (id: string): object[] =>
  desk.told.filter(({ aggregateId }) => aggregateId === id).map(({ data }) => data as object);

describe('a passkey', () => {
  it('signs in for somebody without a password, and remembers when', async () => {
    const device = await deviceOf('ana');
    const { identity, use } = await enter(device.get(await question()));
    expect([identity, use]).toMatchObject([{ kind: 'person', id: 'ana' }, 'browser']);
    expect(await list('ana')).toMatchObject([{ name: 'Laptop', lastUsedAt: new Date(desk.time.now()).toISOString() }]);
    await enter(device.get(await question()));
    await eventually(() => {
      expect(factsOf('ana')).toContainEqual({ accountId: 'ana', change: 'added', name: 'Laptop' });
      expect(factsOf('ana')).toContainEqual(expect.objectContaining({ way: 'passkey' }));
    });
    const kept = JSON.stringify(await desk.database.collection('accounts').findOne({ email: 'ana@desk.example.test' }));
    expect(kept).toContain(device.credentialId);
    expect(Buffer.from(device.userHandle, 'base64url').toString()).not.toContain('ana');
  });

  it('answers a question once, in time, and the one that it was asked', async () => {
    const device = await deviceOf('ben');
    const answer = device.get(await question());
    await enter(answer);
    await expect(enter(answer)).rejects.toMatchObject(refused);
    const asked = await question();
    const both = await Promise.allSettled([enter(device.get(asked)), enter(device.get(asked))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = device.get(await question());
    desk.time.moveTo(desk.time.now() + 5 * minute);
    await expect(enter(late)).rejects.toMatchObject(refused);
    const invented = device.get({ ...(await question()), challenge: newSecret() });
    await expect(enter(invented)).rejects.toMatchObject(refused);
    await expect(enter(device.get(await begin('ben'), { rpId: 'desk.example.test' }))).rejects.toMatchObject(refused);
    const toAdd = await begin('ben');
    await add('ben', new PasskeyDevice(origin).create(toAdd), 'Phone');
    const wrong = { errors: [{ pointer: '/response' }] };
    await expect(add('ben', new PasskeyDevice(origin).create(toAdd))).rejects.toMatchObject(wrong);
    const signingIn = { ...(await begin('ben')), ...(await question()) };
    await expect(add('ben', new PasskeyDevice(origin).create(signingIn))).rejects.toMatchObject(wrong);
  });

  it.each<[string, Twist]>([
    ['another site', { rpId: 'evil.example.test' }],
    ['a device that did not look at who is there', { unverified: true }],
    ['somebody who knows the credential and not its key', { forged: true }],
    ['a device that says it is somebody else’s', { userHandle: Buffer.from('ana').toString('base64url') }],
  ])('of %s lets nobody in', async (name, twist) => {
    const id = `cleo-${name.length}`;
    const device = await deviceOf(id);
    await expect(enter(device.get(await question(), twist))).rejects.toMatchObject(refused);
    await eventually(() => expect(factsOf(id)).toContainEqual(expect.objectContaining({ why: 'wrong-passkey' })));
    await enter(device.get(await question()));
    if (twist.rpId ?? twist.unverified) {
      const made = new PasskeyDevice(origin).create(await begin(id), twist);
      await expect(add(id, made)).rejects.toMatchObject({ errors: [{ pointer: '/response' }] });
    }
  });

  it('of a page of another origin lets nobody in, and is not taken', async () => {
    await deviceOf('dana');
    const elsewhere = new PasskeyDevice('https://evil.example.test');
    await expect(add('dana', elsewhere.create(await begin('dana')))).rejects.toMatchObject(code('validation-failed'));
    await expect(enter(elsewhere.get(await question()))).rejects.toMatchObject(refused);
  });

  it('of somebody else does not open an account, and nobody takes another’s for theirs', async () => {
    const [hers, his] = [await deviceOf('emma'), await deviceOf('emil')];
    const twist = { credentialId: hers.credentialId, userHandle: hers.userHandle };
    await expect(enter(his.get(await question(), twist))).rejects.toMatchObject(refused);
    const same = new PasskeyDevice(origin).create(await begin('emil'), { credentialId: hers.credentialId });
    await expect(add('emil', same)).rejects.toMatchObject(code('already-exists'));
    const asked = new PasskeyDevice(origin).create(await begin('emma'));
    await expect(add('emil', asked)).rejects.toMatchObject({ errors: [{ pointer: '/response' }] });
    const [passkey] = await list('emma');
    await desk.bus.ask(removePasskey, { passkeyId: passkey!.id }, self('emil'));
    expect(await list('emma')).toHaveLength(1);
  });

  it('whose device was copied lets the copy in no more once the other one has counted on', async () => {
    const device = await deviceOf('fay');
    const copy = device.copy();
    await enter(device.get(await question()));
    await enter(device.get(await question()));
    await expect(enter(copy.get(await question()))).rejects.toMatchObject(refused);
    await eventually(() => expect(factsOf('fay')).toContainEqual(expect.objectContaining({ why: 'copied-passkey' })));
  });

  it('is not found in what is no answer at all', async () => {
    await deviceOf('gil');
    for (const odd of [
      {},
      { id: { $ne: 1 } },
      { id: 'x', response: null },
      { id: 'x', response: { clientDataJSON: 7 } },
    ]) {
      await expect(enter(odd)).rejects.toMatchObject(refused);
      await expect(add('gil', odd)).rejects.toMatchObject(code('validation-failed'));
    }
    const long = { id: 'x'.repeat(20_001) };
    await expect(enter(long)).rejects.toMatchObject({ errors: [{ pointer: '/response' }] });
  });

  it('is asked about so often from one address, and then not for a while', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 31 }, () => question('192.0.2.77')));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: code('too-many-requests') },
    ]);
    await question('192.0.2.78');
    const made = { response: { id: 'x' }, digest: digestOf(newSecret()), address: '192.0.2.77' };
    const tries = await Promise.allSettled(
      Array.from({ length: 31 }, () => desk.bus.ask(signInByPasskey, made, desk.gateway)),
    );
    const codes = tries.map((one) => (one as PromiseRejectedResult).reason.code as string);
    expect(codes.filter((one) => one === 'too-many-requests')).toHaveLength(1);
  });
});

describe('whose a passkey is', () => {
  it('adds it with the present password only', async () => {
    await desk.withPassword('hugo');
    for (const wrong of [{ password: 'wrong' }, {}]) {
      const begun = desk.bus.ask(beginPasskey, wrong, self('hugo'));
      await expect(begun).rejects.toMatchObject({ code: 'forbidden', errors: [{ pointer: '/password' }] });
    }
  });

  it('signs in with the password where they may, when they have removed the last one; who had the device is signed out', async () => {
    const device = await deviceOf('ida');
    const browser = newSecret();
    await enter(device.get(await question()), { digest: digestOf(browser) });
    const [passkey] = await list('ida');
    const left = await desk.bus.ask(removePasskey, { passkeyId: passkey!.id }, self('ida'));
    expect(left.items).toEqual([]);
    await expect(desk.authenticate(browser)).rejects.toMatchObject(code('unauthenticated'));
    await expect(enter(device.get(await question()))).rejects.toMatchObject(refused);
    await desk.bus.ask(removePasskey, { passkeyId: passkey!.id }, self('ida'));
    await desk.signIn('ida@desk.example.test');
    await eventually(async () => {
      const { items } = await desk.bus.ask(searchAudit, { on: 'ida' }, desk.as());
      const actions = items.map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining(['account.passkey-added', 'account.passkey-removed']));
    });
    const removals = () => factsOf('ida').filter((data) => 'change' in data && data.change === 'removed');
    await eventually(() => expect(removals()).toHaveLength(1));
  });

  it('keeps the session from which they remove it', async () => {
    const device = await deviceOf('jon');
    const [here, there] = [newSecret(), newSecret()];
    const { identity } = await enter(device.get(await question()), { digest: digestOf(here) });
    await enter(device.get(await question()), { digest: digestOf(there) });
    const [passkey] = await list('jon');
    await desk.bus.ask(removePasskey, { passkeyId: passkey!.id }, desk.as(identity));
    await desk.authenticate(here);
    await expect(desk.authenticate(there)).rejects.toMatchObject(code('unauthenticated'));
    const { items } = await desk.bus.ask(listSessions, {}, desk.as(identity));
    expect(items.filter(({ current }) => current)).toHaveLength(1);
  });

  it('comes in no more once the account is not active', async () => {
    const device = await deviceOf('kim');
    await desk.account('kim', { active: false });
    await expect(enter(device.get(await question()))).rejects.toMatchObject(refused);
    await eventually(() => expect(factsOf('kim')).toContainEqual(expect.objectContaining({ why: 'not-active' })));
  });

  it('comes in by password when an administrator has reset what they lost', async () => {
    const device = await deviceOf('lou');
    expect(await desk.bus.ask(getAccount, { accountId: 'lou' }, desk.as())).toMatchObject({ hasSecondFactor: true });
    const after = await desk.bus.ask(resetSecondFactor, { accountId: 'lou' }, desk.as());
    expect(after.hasSecondFactor).toBe(false);
    await expect(enter(device.get(await question()))).rejects.toMatchObject(refused);
    await desk.signIn('lou@desk.example.test');
  });
});

describe('where a second factor is demanded', () => {
  beforeAll(async () => void (await desk.bus.ask(saveSignInRules, { secondFactorFor: ['manager'] }, desk.as())));

  it('a passkey is one: the password alone, or a link for a new one, opens nothing then', async () => {
    const device = await deviceOf('mo', { role: 'manager' });
    expect(await enter(device.get(await question()))).not.toHaveProperty('needs');
    const wanted = { code: 'second-factor-needed', context: { wanted: ['passkey'] } };
    await expect(desk.signIn('mo@desk.example.test')).rejects.toMatchObject(wanted);
    await expect(desk.signIn('mo@desk.example.test', { code: '123456', address: '192.0.2.9' })).rejects.toMatchObject(
      wanted,
    );
    const { url } = await desk.bus.ask(makeLink, { accountId: 'mo', by: 'hand' }, desk.as());
    const asked = { linkDigest: digestOf(url!.split('/').at(-1)!), password, digest: digestOf(newSecret()) };
    expect(await desk.bus.ask(useLink, asked, desk.gateway)).not.toHaveProperty('session');
  });

  it('who has nothing may set up a passkey before anything else, and is free then', async () => {
    await desk.withPassword('nia', { role: 'manager' });
    const browser = newSecret();
    const { identity, needs } = await desk.signIn('nia@desk.example.test', { digest: digestOf(browser) });
    expect(needs).toBe('second-factor');
    const nia = desk.as(identity);
    const { options } = await desk.bus.ask(beginPasskey, { password }, nia);
    const { id } = await desk.bus.ask(
      addPasskey,
      { name: 'Key', response: new PasskeyDevice(origin).create(options) },
      nia,
    );
    await eventually(() => expect(desk.changed).toContain('nia'));
    const freed = await desk.authenticate(browser);
    expect([freed.needs, freed.identity.scopes]).toEqual([undefined, undefined]);
    await desk.bus.ask(removePasskey, { passkeyId: id }, desk.as(freed.identity));
    expect(await desk.authenticate(browser)).toMatchObject({ needs: 'second-factor' });
  });
});

it('passkeys are offered where the system has a name, and not made elsewhere', async () => {
  expect(await desk.bus.ask(getSignInWays, {}, desk.gateway)).toMatchObject({ passkeysAt: origin });
  const alone = await startAccess({ PUBLIC_URL: 'http://127.0.0.1:7300' });
  expect(await alone.bus.ask(getSignInWays, {}, alone.gateway)).not.toHaveProperty('passkeysAt');
  await expect(alone.bus.ask(askForPasskey, {}, alone.gateway)).rejects.toMatchObject(code('forbidden'));
  await alone.stop();
}, 60_000);
