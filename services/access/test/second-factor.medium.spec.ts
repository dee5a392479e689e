import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  beginSecondFactor,
  confirmSecondFactor,
  getAccount,
  getOwnSecurity,
  getSignInRules,
  listAccounts,
  makeLink,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  saveSignInRules,
  useLink,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { AccessConfig } from '../src/access.config.js';
import { SecretBox } from '../src/second-factor/secret-box.js';
import { codeAt, minute, password, startAccess, type Harness } from './harness.js';

let desk: Harness;
beforeAll(async () => void (desk = await startAccess()), 60_000);
afterAll(() => desk.stop());
// Each test has steps of time of its own.
beforeEach(() => desk.time.moveTo(desk.time.now() + 60 * minute));

const step = 30_000;
const code = (expected: string): object => ({ code: expected });
const self = (id: string, role: 'agent' | 'manager' = 'agent') => desk.as({ id, role });
const shown = (secret: string, steps = 0): string => codeAt(secret, desk.time.now() + steps * step);
const signIn = (id: string, more: object = {}) => desk.signIn(`${id}@desk.example.test`, more);

async function enrolled(id: string): Promise<{ secret: string; codes: string[] }> {
  await desk.withPassword(id);
  const { secret } = await desk.bus.ask(beginSecondFactor, { password }, self(id));
  const { codes } = await desk.bus.ask(confirmSecondFactor, { code: shown(secret, -1) }, self(id));
  return { secret, codes };
}

describe('a second factor', () => {
  it('counts once a code of it was shown, and not for whoever has no password to say', async () => {
    await desk.withPassword('ana');
    const wrong = desk.bus.ask(beginSecondFactor, { password: 'wrong' }, self('ana'));
    await expect(wrong).rejects.toMatchObject({ code: 'forbidden', errors: [{ pointer: '/password' }] });
    await expect(desk.bus.ask(beginSecondFactor, {}, self('ana'))).rejects.toMatchObject(code('forbidden'));
    const { secret, uri } = await desk.bus.ask(beginSecondFactor, { password }, self('ana'));
    expect(uri).toContain(`secret=${secret}`);
    await signIn('ana');
    const confirm = (typed: string) => desk.bus.ask(confirmSecondFactor, { code: typed }, self('ana'));
    await expect(confirm('000000')).rejects.toMatchObject({ errors: [{ pointer: '/code' }] });
    const { codes } = await confirm(shown(secret));
    expect(new Set(codes).size).toBe(10);
    await expect(signIn('ana')).rejects.toMatchObject(code('second-factor-needed'));
    await expect(confirm(shown(secret, 1))).rejects.toMatchObject(code('link-expired'));
    const account = await desk.bus.ask(getAccount, { accountId: 'ana' }, desk.as());
    expect(account.hasSecondFactor).toBe(true);
  });

  it('is asked for after the right password only, and each code lets in once', async () => {
    const { secret } = await enrolled('ben');
    const now = shown(secret);
    const stranger = signIn('ben', { password: 'wrong', code: now });
    await expect(stranger).rejects.toMatchObject(code('sign-in-failed'));
    const both = await Promise.allSettled([signIn('ben', { code: now }), signIn('ben', { code: now })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(signIn('ben', { code: shown(secret, -1) })).rejects.toMatchObject(code('second-factor-needed'));
    const later = shown(secret, 1);
    await signIn('ben', { code: `${later.slice(0, 3)} ${later.slice(3)}` });
    await eventually(() => {
      const facts = desk.told.filter(({ aggregateId }) => aggregateId === 'ben').map(({ data }) => data);
      expect(facts).toContainEqual({ accountId: 'ben', change: 'set' });
      expect(facts).toContainEqual(expect.objectContaining({ way: 'password-and-code' }));
      expect(facts).toContainEqual(expect.objectContaining({ why: 'wrong-code' }));
    });
  });

  it('may not be guessed: after ten wrong codes even the right one waits', async () => {
    const { secret } = await enrolled('cleo');
    const outcomes: string[] = [];
    for (let n = 0; n < 11; n++) {
      const tried = signIn('cleo', { code: '000000', address: `192.0.2.${n}` });
      await tried.catch((error: { code: string }) => outcomes.push(error.code));
    }
    expect(outcomes.lastIndexOf('second-factor-needed')).toBe(9);
    const right = () => signIn('cleo', { code: shown(secret), address: '192.0.2.99' });
    await expect(right()).rejects.toMatchObject(code('too-many-requests'));
    desk.time.moveTo(desk.time.now() + 15 * minute);
    await right();
  });

  it('has recovery codes that work once each, are kept as digests, and go when new ones are made', async () => {
    const { secret, codes } = await enrolled('dana');
    const [first, second, third] = codes;
    await signIn('dana', { code: first!.toLowerCase().replaceAll('-', ' ') });
    await expect(signIn('dana', { code: first! })).rejects.toMatchObject(code('second-factor-needed'));
    const own = () => desk.bus.ask(getOwnSecurity, {}, self('dana'));
    expect(await own()).toMatchObject({ hasPassword: true, secondFactor: { recoveryCodesLeft: 9 } });
    const stored = await desk.database.collection('accounts').find().toArray();
    const listed = await desk.bus.ask(listAccounts, {}, desk.as());
    for (const hidden of [secret, ...codes]) expect(JSON.stringify([stored, listed])).not.toContain(hidden);
    const renewed = await desk.bus.ask(renewRecoveryCodes, { password }, self('dana'));
    await expect(signIn('dana', { code: second! })).rejects.toMatchObject(code('second-factor-needed'));
    expect(renewed.codes).not.toContain(third);
    await signIn('dana', { code: renewed.codes[0]! });
  });

  it('is not passed by a link for a new password', async () => {
    await enrolled('emil');
    const { url } = await desk.bus.ask(makeLink, { accountId: 'emil', by: 'hand' }, desk.as());
    const asked = { linkDigest: digestOf(url!.split('/').at(-1)!), password, digest: digestOf(newSecret()) };
    const used = await desk.bus.ask(useLink, asked, desk.gateway);
    expect(used).toEqual({ accountId: 'emil', email: 'emil@desk.example.test' });
  });

  it('is taken away by its owner with the password, or by an administrator, who signs them out', async () => {
    await enrolled('fay');
    const wrong = desk.bus.ask(removeSecondFactor, { password: 'wrong' }, self('fay'));
    await expect(wrong).rejects.toMatchObject(code('forbidden'));
    await desk.bus.ask(removeSecondFactor, { password }, self('fay'));
    await signIn('fay');
    const { secret } = await enrolled('gil');
    const browser = newSecret();
    await signIn('gil', { code: shown(secret), digest: digestOf(browser) });
    const agent = desk.bus.ask(resetSecondFactor, { accountId: 'gil' }, self('fay'));
    await expect(agent).rejects.toMatchObject(code('forbidden'));
    const account = await desk.bus.ask(resetSecondFactor, { accountId: 'gil' }, desk.as());
    expect(account.hasSecondFactor).toBe(false);
    await expect(desk.authenticate(browser)).rejects.toMatchObject(code('unauthenticated'));
    await signIn('gil');
  });
});

describe('an organisation', () => {
  it('demands one of some roles: they may set it up and nothing else, until they have', async () => {
    expect(await desk.bus.ask(getSignInRules, {}, desk.as())).toEqual({ secondFactorFor: [] });
    const rules = await desk.bus.ask(saveSignInRules, { secondFactorFor: ['manager'] }, desk.as());
    const old = desk.bus.ask(saveSignInRules, { secondFactorFor: [] }, desk.as());
    await expect(old).rejects.toMatchObject(code('version-conflict'));
    await desk.withPassword('hugo');
    expect(await signIn('hugo')).not.toHaveProperty('needs');
    await desk.withPassword('ida', { role: 'manager' });
    const browser = newSecret();
    const { identity, needs } = await signIn('ida', { digest: digestOf(browser) });
    expect(needs).toBe('second-factor');
    const ida = { actor: { kind: 'person', id: 'ida' }, identity } as const;
    await expect(desk.bus.ask(listAccounts, {}, ida)).rejects.toMatchObject(code('forbidden'));
    expect(await desk.bus.ask(getOwnSecurity, {}, ida)).toEqual({ hasPassword: true, needsSecondFactor: true });
    const { secret } = await desk.bus.ask(beginSecondFactor, { password }, ida);
    await desk.bus.ask(confirmSecondFactor, { code: shown(secret) }, ida);
    await eventually(() => expect(desk.changed).toContain('ida'));
    const freed = await desk.authenticate(browser);
    expect(freed.identity.scopes).toBeUndefined();
    await desk.bus.ask(listAccounts, {}, { ...ida, identity: freed.identity });
    const none = { secondFactorFor: [], seenVersion: rules.version! };
    expect(await desk.bus.ask(saveSignInRules, none, desk.as())).toMatchObject({ version: 2, secondFactorFor: [] });
  });
});

it('is read after the key has changed, and stands under the new one then', async () => {
  const { secret } = await enrolled('zoe');
  const sealed = async (): Promise<string> => {
    const account = await desk.database.collection('accounts').findOne({ email: 'zoe@desk.example.test' });
    return (account!.secondFactor as { sealed: string }).sealed;
  };
  const before = await sealed();
  const [SECRETS_KEY, SECRETS_KEYS_BEFORE] = ['n'.repeat(43), 'k'.repeat(43)];
  await desk.start({ SECRETS_KEY, SECRETS_KEYS_BEFORE });
  await eventually(async () => expect(await sealed()).not.toBe(before));
  const box = new SecretBox(Object.assign(new AccessConfig(), { SECRETS_KEY }));
  expect(box.open(await sealed(), 'zoe')).toBe(secret);
});
