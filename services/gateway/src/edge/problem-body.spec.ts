import { expect, it } from '@jest/globals';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { Problem } from '@deskbeat/contracts';
import { problemAtTheEdge, problemBody, retryAfter } from './problem-body.js';

it('a problem becomes an RFC 9457 document', () => {
  const problem = new Problem('validation-failed', { errors: [{ pointer: '/subject', message: 'too long' }] });
  expect(problemBody(problem, '/api/v1/tickets', 'abc')).toEqual({
    type: 'urn:deskbeat:problem:validation-failed',
    title: 'Some fields are not acceptable',
    status: 422,
    code: 'validation-failed',
    instance: '/api/v1/tickets',
    traceId: 'abc',
    errors: [{ pointer: '/subject', message: 'too long' }],
  });
});

it('context stands beside the standard members and never replaces one', () => {
  const problem = new Problem('move-not-allowed', { context: { allowed: ['closed'], status: 200, type: 'x' } });
  expect(problemBody(problem)).toMatchObject({
    allowed: ['closed'],
    status: 409,
    type: 'urn:deskbeat:problem:move-not-allowed',
  });
});

it.each<[unknown, string]>([
  [{ code: 'version-conflict' }, 'version-conflict'],
  [new NotFoundException('Cannot GET /<script>'), 'not-found'],
  [new BadRequestException('Unexpected token'), 'malformed-request'],
  [new HttpException('x', 413), 'payload-too-large'],
  [new HttpException('x', 415), 'unsupported-media-type'],
  [{ statusCode: 414, message: 'x' }, 'malformed-request'],
  [new HttpException('x', 418), 'internal'],
  [new TypeError('secret'), 'internal'],
  ['secret', 'internal'],
  [undefined, 'internal'],
])('%p is told as %s', (error, code) => {
  expect(problemAtTheEdge(error).code).toBe(code);
});

it.each([
  new TypeError('secret'),
  new BadRequestException('secret'),
  { statusCode: 400, code: 'FST', message: 'secret' },
])('the words of a foreign error are not shown', (error) => {
  expect(JSON.stringify(problemBody(problemAtTheEdge(error)))).not.toContain('secret');
});

it.each<[Problem, number | undefined]>([
  [new Problem('overloaded'), 1],
  [new Problem('overloaded', { context: { retryAfterSeconds: 2.1 } }), 3],
  [new Problem('too-many-requests', { context: { retryAfterSeconds: 'soon' } }), 1],
  [new Problem('not-found', { context: { retryAfterSeconds: 2 } }), undefined],
])('%p may be tried again after %p seconds', (problem, seconds) => {
  expect(retryAfter(problem)).toBe(seconds);
});
