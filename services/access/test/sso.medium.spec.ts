import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginSso, endSso, getAccount, getSignInWays, type SsoEnded } from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually, startProvider, type IdentityProvider } from '@deskbeat/testing';
import { minute, startAccess, type Harness } from './harness.js';

const publicUrl = 'http://127.0.0.1:7399';
const callback = `${publicUrl}/api/v1/sso/callback`;
const person = (name: string, groups: string[], isVerified = true) => ({
  name,
  email: `${name.toLowerCase()}@desk.example.test`,
  email_verified: isVerified,
  groups,
});
let provider: IdentityProvider;
let desk: Harness;
beforeAll(async () => {
  provider = await startProvider(callback, {
    u1: person('Ana', ['desk']),
    u2: person('Ben', ['desk', 'desk-leads']),
    u3: person('Cleo', ['sales']),
    u4: person('Dana', ['desk']),
    u5: person('Emil', ['desk'], false),
    u6: person('Fay', ['desk']),
    u7: { name: 'Gil', groups: ['desk'] },
  });
  desk = await startAccess({
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Example ID',
    OIDC_ROLES: 'desk-leads=lead, desk=agent',
  });
}, 60_000);
afterAll(async () => {
  await desk?.stop();
  await provider?.stop();
});

const failed = { code: 'sign-in-failed' };

interface Departure {
  url: string;
  browser: string;
}
async function leave(to?: string): Promise<Departure> {
  const browser = digestOf(newSecret());
  const { url } = await desk.bus.ask(beginSso, { browser, ...(to !== undefined && { to }) }, desk.gateway);
  return { url, browser };
}
const comeBack = (url: string, browser: string, secret = newSecret()): Promise<SsoEnded> => {
  const asked = { browser, query: url.split(/\?(.*)/s)[1]!, digest: digestOf(secret), device: 'Firefox' };
  return desk.bus.ask(endSso, asked, { ...desk.gateway, deadlineMs: 20_000 });
};
async function signIn(login: string, secret?: string): Promise<SsoEnded> {
  const { url, browser } = await leave();
  return comeBack(await provider.signIn(url, login), browser, secret);
}

describe('single sign-on', () => {
  it('is offered by its name', async () => {
    expect(await desk.bus.ask(getSignInWays, {}, desk.gateway)).toMatchObject({ sso: { name: 'Example ID' } });
  });

  it('asks for a code by PKCE, with a state and a nonce that are new each time', async () => {
    const [first, second] = await Promise.all([leave(), leave()]);
    const asked = new URL(first.url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'deskbeat',
      response_type: 'code',
      redirect_uri: callback,
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)!.length).toBeGreaterThan(40);
      expect(new URL(second.url).searchParams.get(name)).not.toBe(asked.get(name));
    }
    const stored = JSON.stringify(await desk.database.collection('departures').find().toArray());
    expect(stored).not.toContain(asked.get('state'));
  });

  it('makes an account of somebody who has none, with the role of their group, and knows them again', async () => {
    const secret = newSecret();
    const { session } = await signIn('u1', secret);
    expect(session.identity).toMatchObject({ kind: 'person', id: 'ana', name: 'Ana', role: 'agent' });
    expect(await desk.authenticate(secret)).toEqual(session);
    expect((await signIn('u1')).session.identity.id).toBe('ana');
    expect((await signIn('u2')).session.identity).toMatchObject({ id: 'ben', role: 'lead' });
    await eventually(() =>
      expect(desk.told.filter(({ aggregateId }) => aggregateId === 'ana').map(({ data }) => data)).toEqual([
        expect.objectContaining({ email: 'ana@desk.example.test', role: 'agent' }),
        expect.objectContaining({ way: 'sso', device: 'Firefox' }),
        expect.objectContaining({ way: 'sso' }),
      ]),
    );
  });

  it('lets nobody in who has no role here, or whose account is not active', async () => {
    await expect(signIn('u3')).rejects.toMatchObject(failed);
    await signIn('u4');
    await desk.account('dana', { active: false });
    await expect(signIn('u4')).rejects.toMatchObject(failed);
  });

  it('takes somebody for the owner of an account only by an address that the provider has verified', async () => {
    await desk.account('emil');
    await expect(signIn('u5')).rejects.toMatchObject(failed);
    await expect(signIn('u7')).rejects.toMatchObject(failed);
    await desk.account('frances', { email: 'fay@desk.example.test', role: 'administrator' });
    expect((await signIn('u6')).session.identity.id).toBe('frances');
    const account = await desk.bus.ask(getAccount, { accountId: 'frances' }, desk.as());
    expect(account).toMatchObject({ role: 'agent', hasPassword: false });
    await eventually(() => expect(desk.changed).toContain('frances'));
  });

  it('ends once, in the browser in which it began, and in time', async () => {
    const { url, browser } = await leave('/board');
    const back = await provider.signIn(url, 'u1');
    await expect(comeBack(back, digestOf(newSecret()))).rejects.toMatchObject(failed);
    await expect(comeBack(back, browser)).rejects.toMatchObject(failed);
    const again = await leave('/board');
    const good = await provider.signIn(again.url, 'u1');
    expect(await comeBack(good, again.browser)).toMatchObject({ to: '/board' });
    await expect(comeBack(good, again.browser)).rejects.toMatchObject(failed);
    const late = await leave();
    const lateBack = await provider.signIn(late.url, 'u1');
    desk.time.moveTo(desk.time.now() + 10 * minute);
    await expect(comeBack(lateBack, late.browser)).rejects.toMatchObject(failed);
  });

  it('takes no code of another departure, and no answer that was made up', async () => {
    const [mine, other] = await Promise.all([leave(), leave()]);
    const code = new URL(await provider.signIn(other.url, 'u1')).searchParams.get('code')!;
    const state = new URL(mine.url).searchParams.get('state')!;
    const forged = `${callback}?${new URLSearchParams({ code, state, iss: provider.issuer }).toString()}`;
    await expect(comeBack(forged, mine.browser)).rejects.toMatchObject(failed);
    const third = await leave();
    const asked = new URL(third.url).searchParams.get('state')!;
    const elsewhere = new URLSearchParams({ code: 'x', state: asked, iss: 'https://evil.example.test' });
    await expect(comeBack(`${callback}?${elsewhere.toString()}`, third.browser)).rejects.toMatchObject(failed);
    await expect(comeBack(`${callback}?state[$ne]=x`, third.browser)).rejects.toMatchObject(failed);
  });

  it('leads to pages of ours only', async () => {
    const { url, browser } = await leave('//evil.example.test');
    expect(await comeBack(await provider.signIn(url, 'u1'), browser)).not.toHaveProperty('to');
  });

  it('says so when the provider is away', async () => {
    const alone = await startAccess({ OIDC_ISSUER: 'http://127.0.0.1:9' });
    const asked = alone.bus.ask(beginSso, { browser: digestOf(newSecret()) }, alone.gateway);
    await expect(asked).rejects.toMatchObject({ code: 'service-unavailable' });
    await alone.stop();
  }, 60_000);
});
