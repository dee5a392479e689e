import { Catch, Logger, type ArgumentsHost, type RpcExceptionFilter } from '@nestjs/common';
import { NatsContext } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { toProblem } from './transient.js';

/** Lets a Problem travel as code and context. JetStream handlers keep the error itself: it decides about a retry. */
@Catch()
export class ProblemFilter implements RpcExceptionFilter<unknown> {
  private readonly logger = new Logger('rpc');

  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    const context: unknown = host.switchToRpc().getContext();
    if (!(context instanceof NatsContext)) return throwError(() => error);
    const problem = toProblem(error);
    if (problem.code === 'internal') this.logger.error(error, error instanceof Error ? error.stack : undefined);
    return throwError(() => problem.toJSON());
  }
}
