import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import { allowedMethods } from './adapter.js';
import { problemAtTheEdge } from './problem-body.js';
import { sendProblem } from './send-problem.js';

/** Every failure leaves as a problem document. */
@Catch()
export class HttpProblemFilter implements ExceptionFilter<unknown> {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const problem = withMethods(problemAtTheEdge(error), error, request, reply);
    if (problem.code === 'internal') this.logger.error(error, error instanceof Error ? error.stack : undefined);
    sendProblem(request, reply, problem);
  }
}

/** A path that exists for other methods is no unknown path. */
function withMethods(problem: Problem, error: unknown, request: FastifyRequest, reply: FastifyReply): Problem {
  if (problem.code !== 'not-found' || error instanceof Problem) return problem;
  const methods = allowedMethods(request.server, request.url);
  if (methods.length === 0 || methods.includes(request.method)) return problem;
  void reply.header('allow', methods.join(', '));
  return new Problem('method-not-allowed');
}
