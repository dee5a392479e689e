import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { BeginUpload, Problem } from '@deskbeat/contracts';
import { payloadFrom, queryFields } from '../edge/query.js';

const fields = queryFields(BeginUpload, ['size']);

/**
 * What a request says about a file, and its bytes.
 * @throws Problem `unsupported-media-type` when the body is no bytes, `validation-failed` for a wrong query
 */
export function uploadFrom(query: Record<string, unknown>, request: FastifyRequest): { about: object; body: Readable } {
  const { body, headers } = request;
  if (!(body instanceof Readable)) {
    throw new Problem('unsupported-media-type', { detail: 'send the bytes of the file as application/octet-stream' });
  }
  const length = headers['content-length'];
  const size = length === undefined ? {} : { size: Number(length) };
  return { about: { ...payloadFrom(query, fields), ...size }, body };
}
