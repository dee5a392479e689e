import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface FetchLimits {
  /** For the whole of it, redirects included. */
  timeoutMs: number;
  maxBytes: number;
  /** Addresses of private networks and of this machine are taken as well. */
  allowPrivate: boolean;
}

/** What a stranger's address answered cannot be used. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
}

const mostRedirects = 3;

const inner = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(network, prefix, 'ipv4');
}
/** Only global unicast is outside; embedded IPv4 addresses (6to4, NAT64, Teredo, mapped) are refused whole. */
const outer6 = new BlockList();
outer6.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  inner.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address belongs to this machine, a private network or nobody. */
export const isPrivate = (address: string): boolean =>
  isIP(address) === 6
    ? !outer6.check(address, 'ipv6') || inner.check(address, 'ipv6')
    : isIP(address) === 0 || inner.check(address, 'ipv4');

/**
 * The text at an http(s) address. The address that is connected to is the one that was checked.
 * @throws FetchRefused
 */
export async function guardedFetch(address: string, limits: FetchLimits): Promise<string> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let url = parsed(address);
  try {
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const answer = await asked(url, limits, signal);
      const { statusCode = 0, headers } = answer;
      if (statusCode >= 200 && statusCode < 300) return await bodyOf(answer, limits.maxBytes);
      answer.destroy();
      if (statusCode < 300 || statusCode >= 400 || !headers.location) throw new FetchRefused(`answered ${statusCode}`);
      url = parsed(headers.location, url);
    }
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    throw new FetchRefused(signal.aborted ? 'did not answer in time' : `cannot be read: ${(error as Error).message}`);
  }
  throw new FetchRefused('sends on too often');
}

function parsed(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new FetchRefused('is no http(s) address');
  if (url.username || url.password) throw new FetchRefused('carries a password');
  return url;
}

function asked(url: URL, { allowPrivate }: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && isPrivate(host)) throw new FetchRefused('is in a private network');
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const lookup = allowPrivate ? undefined : publicOnly;
  return new Promise((answer, reject) => {
    const headers = { accept: 'text/calendar, text/plain;q=0.5', 'accept-encoding': 'identity' };
    send(url, { signal, headers, agent: false, ...(lookup && { lookup }) })
      .once('response', answer)
      .once('error', reject)
      .end();
  });
}

const publicOnly: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    const inside = found?.find(({ address }) => isPrivate(address));
    if (error || !first) done(error ?? new Error('no address'), '', 0);
    else if (inside) done(new FetchRefused('is in a private network'), '', 0);
    else if (options.all) done(null, found);
    else done(null, first.address, first.family);
  });
};

async function bodyOf(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      answer.destroy();
      throw new FetchRefused(`is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
