import { expect } from '@jest/globals';
import { startProvider, type IdentityProvider } from '@deskbeat/testing';
import type { Desk } from './harness.js';
import { namedUrl } from './passkey-work.js';

/** What services send people to, who are at another address in tests. */
const publicUrl = namedUrl;
const callback = `${publicUrl}/api/v1/sso/callback`;

export interface Sso {
  provider: IdentityProvider;
  /** By which services know it. */
  env: NodeJS.ProcessEnv;
}

/** An organisation's provider of identities, with an administrator and somebody whom the desk does not know. */
export async function startSso(): Promise<Sso> {
  const person = (name: string, groups: string[]) => ({
    name,
    email: `${name.toLowerCase()}@desk.example.test`,
    email_verified: true,
    groups,
  });
  const provider = await startProvider(callback, {
    vera: person('Vera', ['desk-admins']),
    otto: person('Otto', ['canteen']),
  });
  const env = {
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Example ID',
    OIDC_ROLES: 'desk-admins=administrator',
  };
  return { provider, env };
}

/** Where the system really is. */
export const atDesk = ({ api }: Desk, url: string): string => url.replace(publicUrl, api.url);

/** Somebody without an account comes in by the organisation's own sign-in; somebody else does not. */
export async function comeBySso(desk: Desk, { provider }: Sso, used: Set<string>): Promise<void> {
  const go = async (url: string, cookie = ''): Promise<{ location: string; cookies: string[] }> => {
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    expect(answer.status).toBe(303);
    const cookies = answer.headers.getSetCookie().map((given) => given.split(';')[0]!);
    return { location: answer.headers.get('location')!, cookies };
  };
  for (const operation of ['GET /sign-in-ways', 'GET /sso', 'GET /sso/callback']) used.add(operation);
  const ways = await (await fetch(`${desk.api.url}/api/v1/sign-in-ways`)).json();
  expect(ways).toMatchObject({ sso: { name: 'Example ID' } });
  for (const [login, to] of [
    ['vera', '/board'],
    ['otto', '/?sso=sign-in-failed'],
  ] as const) {
    const left = await go(`${desk.api.url}/api/v1/sso?to=/board`);
    const back = await go(atDesk(desk, await provider.signIn(left.location, login)), left.cookies.join('; '));
    expect(back.location).toBe(to);
    const cookie = back.cookies.find((one) => /^deskbeat=.{43}$/.test(one)) ?? '';
    const answer = await fetch(`${desk.api.url}/api/v1/session`, { headers: { cookie } });
    expect([login, answer.status]).toEqual([login, login === 'vera' ? 200 : 401]);
  }
}
