import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { operator } from '../../command/operator.js';

/** Bytes that a browser loads before the first page is opened. */
export interface FirstLoad {
  scripts: number;
  styles: number;
}

/** Sums up what the page of the console names: its scripts with those that it loads beforehand, and its styles, gzipped. */
export async function firstLoad(gatewayUrl: string): Promise<FirstLoad> {
  const page = await (await fetch(gatewayUrl)).text();
  const named = (tag: RegExp) => [...page.matchAll(tag)].map(([, address]) => address!);
  const scripts = named(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g);
  const styles = named(/<link\b[^>]*\bhref="([^"]+\.css)"/g);
  const sum = async (addresses: readonly string[]): Promise<number> => {
    const sizes = await Promise.all([...new Set(addresses)].map((address) => sizeOf(new URL(address, gatewayUrl))));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return { scripts: await sum(scripts), styles: await sum(styles) };
}

/** As it goes over the wire, or as gzip makes it where what is small goes as it is. */
async function sizeOf(url: URL): Promise<number> {
  const { body, encoding } = await new Promise<{ body: Buffer; encoding?: string }>((resolve, reject) => {
    request(url, { headers: { ...operator(), 'accept-encoding': 'gzip' } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve({ body: Buffer.concat(pieces), encoding: answer.headers['content-encoding'] }));
    })
      .on('error', reject)
      .end();
  });
  return encoding === 'gzip' ? body.length : gzipSync(body).length;
}
