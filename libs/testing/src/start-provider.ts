import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';

/** What the provider says of somebody. */
export interface Vouched {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
}

/** A provider of identities (OpenID Connect) as a process of its own, on this machine. */
export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Goes through its pages as a browser would. @returns the address that it sends the browser to in the end */
  signIn(url: string, login: string): Promise<string>;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('../provider.mjs', import.meta.url));

/** @param redirectUri where it may send people back to */
export async function startProvider(
  redirectUri: string,
  people: Readonly<Record<string, Vouched>>,
): Promise<IdentityProvider> {
  const port = await freePort();
  const settings = { port, clientId: 'deskbeat', clientSecret: 'c'.repeat(40), redirectUri, people };
  const child = fork(script, [JSON.stringify(settings)], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let complaints = '';
  child.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const [ready] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (ready !== 'ready') throw new Error(`the provider does not start: ${complaints}`);
  const { clientId, clientSecret } = settings;
  return {
    issuer: `http://127.0.0.1:${port}`,
    clientId,
    clientSecret,
    signIn: (url, login) => throughPages(url, login, redirectUri),
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

async function throughPages(start: string, login: string, end: string): Promise<string> {
  const cookies = new Map<string, string>();
  let [url, method] = [start, 'GET'];
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = method === 'POST' ? new URLSearchParams({ login }) : undefined;
    const answer = await fetch(url, { method, body, redirect: 'manual', headers: { cookie } });
    for (const given of answer.headers.getSetCookie()) {
      const [pair = ''] = given.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null && method === 'POST')
      throw new Error(`the provider says ${answer.status}: ${await answer.text()}`);
    method = location === null ? 'POST' : 'GET';
    url = location === null ? url : new URL(location, url).href;
    if (url.startsWith(end)) return url;
  }
  throw new Error('the provider leads nowhere');
}
