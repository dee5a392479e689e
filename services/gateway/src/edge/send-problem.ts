import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '@deskbeat/contracts';
import { problemBody, retryAfter } from './problem-body.js';
import { traceIdOf } from './request-trace.js';

/** Answers with the problem's document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  const seconds = retryAfter(problem);
  if (seconds !== undefined) void reply.header('retry-after', seconds);
  const body = problemBody(problem, request.url.split('?', 1)[0], traceIdOf(request));
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(body));
}
