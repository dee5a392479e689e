import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { checkHost, lookupPublic } from './public-address.js';

const timeoutMs = 10_000;
const mostOfAnswer = 2_000;

export interface PostOptions {
  headers: Record<string, string>;
  /** Whether hosts in private networks may be told. */
  allowPrivate: boolean;
}

interface Answer {
  status: number;
  words: string;
}

/**
 * Posts JSON to a receiver that may be anything. Redirects are not followed: they could lead anywhere.
 * @throws Failure when the answer is not 2xx, does not come in 10 seconds, or the host may not be told
 */
export async function post(url: string, body: string, { headers, allowPrivate }: PostOptions): Promise<void> {
  const target = new URL(url);
  if (!allowPrivate) checkHost(target.hostname);
  const { status, words } = await exchange(target, body, headers, allowPrivate);
  if (status >= 200 && status < 300) return;
  const response = `${status} ${words}`.trim();
  throw Object.assign(new Error(response), { code: 'EANSWER', responseCode: status, response });
}

function exchange(target: URL, body: string, given: Record<string, string>, allowPrivate: boolean): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'deskbeat', ...given };
  const options = { method: 'POST', headers, ...(!allowPrivate && { lookup: lookupPublic }), agent: false as const };
  return new Promise((resolve, reject) => {
    const sent = (target.protocol === 'https:' ? https : http)(target, options, (response) => {
      let words = '';
      const done = (): void => resolve({ status: response.statusCode ?? 0, words });
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        words = `${words}${chunk}`.slice(0, mostOfAnswer);
        if (words.length === mostOfAnswer) sent.destroy();
      });
      response.on('end', done).on('close', done).on('error', done);
    });
    // From the first byte to the last: a receiver that dribbles is as slow as one that is silent.
    const late = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
    sent.on('error', reject).on('close', () => clearTimeout(late));
    sent.end(body);
  });
}
