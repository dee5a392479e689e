import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { get, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tempDir, type TempDir } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

let dir: TempDir;
let edge: Edge;

beforeAll(async () => {
  dir = await tempDir('console');
  await mkdir(join(dir.path, 'assets'));
  await writeFile(join(dir.path, 'index.html'), '<title>Deskbeat</title>');
  await writeFile(join(dir.path, 'assets/main-1.js'), 'alert(1)');
  await writeFile(join(dir.path, 'assets/main-1.js.gz'), gzipSync('alert(1)'));
  edge = await startGateway({ CONSOLE_DIR: dir.path });
});
afterAll(async () => {
  await edge.stop();
  await dir.stop();
});

const asked = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get(`${edge.url}${path}`, { headers, agent: false }, async (response) =>
      resolve({ status: response.statusCode!, headers: response.headers, body: await buffer(response) }),
    ).on('error', reject);
  });

describe('the gateway serves the console', () => {
  it.each(['/', '/tickets/DB-1', '/board?q=a'])('%s is the document, never kept', async (path) => {
    const { status, headers, body } = await asked(path);
    expect([status, body.toString()]).toEqual([200, '<title>Deskbeat</title>']);
    expect(headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': expect.stringContaining('text/html'),
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
  });

  it('parts are kept for good and come compressed to whoever takes that', async () => {
    const plain = await asked('/assets/main-1.js');
    const packed = await asked('/assets/main-1.js', { 'accept-encoding': 'gzip' });
    expect([plain.body.toString(), gunzipSync(packed.body).toString()]).toEqual(['alert(1)', 'alert(1)']);
    expect(packed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      'content-type': expect.stringContaining('javascript'),
    });
  });

  it.each(['/assets/none.js', '/assets/..%2findex.html', '/api/v1/nothing', '/api/nothing'])(
    '%s is a problem',
    async (path) => {
      const { status, body } = await asked(path);
      expect([status, JSON.parse(body.toString())]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
    },
  );
});
