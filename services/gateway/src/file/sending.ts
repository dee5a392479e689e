import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, type FileView, type Thumbnail } from '@deskbeat/contracts';
import { dispositionOf } from './disposition.js';
import { rangeIn, type ByteRange } from './range.js';

/** Nothing in a file may act as a page of ours, whatever a browser takes it for. */
const harmless = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' };

/** Sends all of a file, or the part that is asked for; nothing when the reader has it. */
export async function sendFile(
  { name, type, size, sha256 }: FileView,
  { headers }: FastifyRequest,
  reply: FastifyReply,
  read: (range: ByteRange) => Readable,
): Promise<void> {
  const etag = `"${sha256}"`;
  void reply.headers({ ...harmless, etag, 'accept-ranges': 'bytes' });
  if (knows(headers['if-none-match'], etag)) return void (await reply.status(304).send());
  const ifRange = headers['if-range'];
  const range = ifRange === undefined || ifRange === etag ? wanted(headers.range, size, reply) : undefined;
  const { first, last } = range ?? { first: 0, last: size - 1 };
  if (range) void reply.status(206).header('content-range', `bytes ${first}-${last}/${size}`);
  void reply.headers({
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'content-disposition': dispositionOf(name, type),
    'content-length': last - first + 1,
  });
  await reply.send(read({ first, last }));
}

export async function sendThumbnail({ type, data }: Thumbnail, reply: FastifyReply): Promise<void> {
  await reply.headers({ ...harmless, 'content-type': type }).send(Buffer.from(data, 'base64'));
}

const knows = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);

function wanted(header: string | undefined, size: number, reply: FastifyReply): ByteRange | undefined {
  try {
    return rangeIn(header, size);
  } catch (error) {
    if (problemOf(error).code === 'range-not-satisfiable') void reply.header('content-range', `bytes */${size}`);
    throw error;
  }
}
