import { problemCatalogue } from '@deskbeat/contracts';
import type { JsonSchema } from './schema.js';

const fieldError = {
  type: 'object',
  required: ['pointer', 'message'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer (RFC 6901) into what was sent' },
    message: { type: 'string' },
  },
};

/** RFC 9457; some codes bring members of their own. */
export const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problemCatalogue) },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
    traceId: { type: 'string' },
    errors: { type: 'array', items: fieldError },
  },
  examples: [
    {
      type: 'urn:deskbeat:problem:validation-failed',
      title: problemCatalogue['validation-failed'].title,
      status: 422,
      code: 'validation-failed',
      instance: '/api/v1/tickets',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      errors: [{ pointer: '/customer/email', message: 'email must be an email' }],
    },
  ],
};
