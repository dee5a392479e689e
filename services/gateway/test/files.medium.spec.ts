import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  beginUpload,
  discardFile,
  endUpload,
  getFile,
  getThumbnail,
  pieceBytes,
  Problem,
  readPiece,
  sendPiece,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway()));
afterAll(() => edge.stop());
beforeEach(() => {
  edge.owners.received.length = 0;
  edge.owners.answer(beginUpload, { id: 'u1' });
  edge.owners.answer(sendPiece, {});
  edge.owners.answer(endUpload, { id: 'u1', size: 3 });
  edge.owners.answer(discardFile, {});
});

const asked = ({ subject }: { subject: string }) =>
  edge.owners.received
    .filter((one) => one.subject === subject)
    .map(({ payload }) => payload as Record<string, unknown>);
const bytes = (length: number): Buffer => Buffer.alloc(length, 'abcdefg');

describe('an upload', () => {
  const upload = (body: Buffer | string | ReadableStream, query = 'name=a.txt', type = 'application/octet-stream') =>
    fetch(`${edge.url}/api/v1/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': type, 'x-deskbeat-actor': 'person:ana' },
      body: body as never,
      ...({ duplex: 'half' } as object),
    });

  it('goes to the owner piece by piece', async () => {
    const body = bytes(2 * pieceBytes + 5);
    const answer = await upload(body, 'name=%E5%8F%91.txt&type=text%2Fplain');
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 201, body: { id: 'u1', size: 3 } });
    expect(asked(beginUpload)).toEqual([{ name: '发.txt', type: 'text/plain', size: body.length }]);
    const pieces = asked(sendPiece);
    expect(pieces.map(({ uploadId, index }) => [uploadId, index])).toEqual([0, 1, 2].map((index) => ['u1', index]));
    expect(Buffer.concat(pieces.map(({ data }) => Buffer.from(data as string, 'base64'))).equals(body)).toBe(true);
    expect(asked(endUpload)).toEqual([{ uploadId: 'u1', size: body.length }]);
  });

  it('may come without its length', async () => {
    const answer = await upload(new Blob([bytes(10)]).stream());
    expect([answer.status, asked(beginUpload)]).toEqual([201, [{ name: 'a.txt' }]]);
  });

  it.each([
    [sendPiece, 'forbidden-file-type', 415],
    [sendPiece, 'payload-too-large', 413],
    [endUpload, 'validation-failed', 422],
  ] as const)('that the owner refuses is told so, and forgotten: %#', async (contract, code, status) => {
    edge.owners.answer(contract, new Problem(code));
    const answer = await upload(bytes(8 * pieceBytes));
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    expect(asked(discardFile)).toEqual([{ id: 'u1' }]);
  });

  it('that is cut off is forgotten', async () => {
    const sending = request(`${edge.url}/api/v1/files?name=a`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'content-length': 3 * pieceBytes },
    });
    sending.on('error', () => undefined);
    sending.write(bytes(pieceBytes));
    await eventually(() => expect(asked(sendPiece)).toHaveLength(1));
    sending.destroy();
    await eventually(() => expect(asked(discardFile)).toEqual([{ id: 'u1' }]));
    expect(asked(endUpload)).toEqual([]);
  });

  it.each([
    ['name=a.json', 'application/json', '{}', 415, 'unsupported-media-type'],
    ['name=a', 'multipart/form-data; boundary=x', '--x--', 415, 'unsupported-media-type'],
    ['name=a&size=3', 'application/octet-stream', 'abc', 422, 'validation-failed'],
    ['name[$ne]=a', 'application/octet-stream', 'abc', 422, 'validation-failed'],
  ])('%s as %s is refused', async (query, type, body, status, code) => {
    const answer = await upload(body, query, type);
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    expect(asked(sendPiece)).toEqual([]);
  });

  it('is taken by no other route', async () => {
    const answer = await fetch(`${edge.url}/api/v1/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'abc',
    });
    expect(answer.status).toBe(415);
  });
});

describe('a download', () => {
  const file = { id: 'f1', name: 'é.txt', type: 'text/plain', size: 7, sha256: 'abc', by: {}, createdAt: '' };
  const get = (headers: Record<string, string> = {}, path = 'f1') =>
    fetch(`${edge.url}/api/v1/files/${path}`, { headers });
  beforeEach(() => {
    edge.owners.answer(getFile, file);
    edge.owners.answer(readPiece, { data: Buffer.from('abcdefg').toString('base64') });
  });

  it('is the file, and nothing that acts', async () => {
    const answer = await get();
    expect({ status: answer.status, text: await answer.text(), ...Object.fromEntries(answer.headers) }).toMatchObject({
      status: 200,
      text: 'abcdefg',
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `inline; filename="_.txt"; filename*=UTF-8''%C3%A9.txt`,
      'content-length': '7',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: '"abc"',
    });
  });

  it.each([
    ['bytes=2-3', {}, 206, 'cd', 'bytes 2-3/7'],
    ['bytes=-2', { 'if-range': '"abc"' }, 206, 'fg', 'bytes 5-6/7'],
    ['bytes=2-3', { 'if-range': '"old"' }, 200, 'abcdefg', null],
    ['bytes=0-1,3-4', {}, 200, 'abcdefg', null],
  ])('of %s %j is %s', async (range, headers, status, text, contentRange) => {
    const answer = await get({ range, ...(headers as object) });
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
      status,
      text,
      contentRange,
    ]);
  });

  it('of bytes that are not there is refused', async () => {
    const answer = await get({ range: 'bytes=7-' });
    expect([answer.status, answer.headers.get('content-range'), await answer.json()]).toMatchObject([
      416,
      'bytes */7',
      { code: 'range-not-satisfiable' },
    ]);
  });

  it('reads the pieces that it needs only', async () => {
    edge.owners.answer(getFile, { ...file, size: 4 * pieceBytes });
    edge.owners.answer(readPiece, { data: bytes(pieceBytes).toString('base64') });
    const answer = await get({ range: `bytes=${pieceBytes - 1}-${2 * pieceBytes}` });
    expect((await answer.arrayBuffer()).byteLength).toBe(pieceBytes + 2);
    expect(asked(readPiece).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('of what the reader has is none', async () => {
    const answer = await get({ 'if-none-match': 'W/"x", "abc"' });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect(asked(readPiece)).toEqual([]);
  });

  it('of what is not there says so', async () => {
    edge.owners.answer(getFile, new Problem('not-found'));
    expect((await get()).status).toBe(404);
    edge.owners.answer(getThumbnail, new Problem('not-found'));
    expect((await get({}, 'f1/thumbnail')).status).toBe(404);
  });

  it('of the small picture is a picture', async () => {
    edge.owners.answer(getThumbnail, { type: 'image/webp', data: Buffer.from('webp').toString('base64') });
    const answer = await get({}, 'f1/thumbnail');
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['image/webp', 'webp']);
  });

  it('whose bytes are gone says so', async () => {
    edge.owners.answer(readPiece, new Problem('not-found'));
    const answer = await get();
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }]);
  });
});
