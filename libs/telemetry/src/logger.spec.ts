import { describe, expect, it } from '@jest/globals';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { aboutTicket, createLogger, masked, NestPinoLogger } from './logger.js';

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

/** The lines that a logger wrote while `work` ran. */
function linesOf(work: (logger: NestPinoLogger) => void): object[] {
  const lines: object[] = [];
  work(new NestPinoLogger(createLogger('desk', 'debug', { write: (line) => void lines.push(JSON.parse(line)) })));
  return lines;
}

describe('a log line', () => {
  it('has the service, the trace and the ticket that the work is about', () => {
    const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
    const work = aboutTicket('t1', trace.setSpanContext(ROOT_CONTEXT, span));
    const lines = linesOf((logger) => context.with(work, () => logger.log('answered', 'intake')));
    expect(lines).toMatchObject([
      { service: 'desk', traceId: span.traceId, ticketId: 't1', context: 'intake', msg: 'answered' },
    ]);
  });

  it('outside of any work has neither', () => {
    const [line] = linesOf((logger) => logger.warn('hm'));
    expect(line).not.toHaveProperty('ticketId');
    expect(line).not.toHaveProperty('traceId');
  });

  it('of an error has its stack, of an object its fields', () => {
    const lines = linesOf((logger) => {
      logger.error(new Error('boom'), 'intake');
      logger.log({ msg: 'dead letter', seq: 7 });
    });
    expect(lines).toMatchObject([
      { msg: 'boom', err: { type: 'Error', stack: expect.stringContaining('boom') } },
      { msg: 'dead letter', seq: 7 },
    ]);
  });

  it('never shows a secret', () => {
    const [line] = linesOf((logger) => logger.log({ msg: 'login', headers: { authorization: 'Bearer x' } }));
    expect(line).toMatchObject({ headers: { authorization: '[redacted]' } });
    const said = {
      password: 'violet',
      asked: { password: 'kettle', headers: { 'set-cookie': 'maps', cookie: 'fern' } },
    };
    const lines = linesOf((logger) => logger.warn(said));
    expect(JSON.stringify(lines)).not.toMatch(/violet|kettle|maps|fern/);
  });

  const secret = 'Zm9vYmFyYmF6cXV4cXV1eGNvcmdlZ3JhdWx0Z2FycGx5';
  it.each([
    `dbk_${secret}`,
    `the key "dbr_${secret}" came twice`,
    `whsec_${secret}==`,
    `authorization: Bearer ${secret}`,
    `eyJhbGciOiJFZERTQSJ9.${secret}.${secret}`,
    `hash $argon2id$v=19$m=64,t=1,p=1$c2FsdA$${secret}`,
    `cannot reach nats://gateway:${secret}@10.0.0.1:4222`,
    `connect mongodb+srv://desk:${secret}@db.example.test/?tls=true failed`,
    `GET /welcome/${secret}`,
    `https://desk.example.test/confirm/${secret}?rate=5`,
  ])('does not show the secret in the text %j', (text) => {
    const lines = linesOf((logger) => {
      logger.warn(text);
      logger.error(new Error(text), 'http');
      logger.log({ msg: 'asked', about: { text } });
    });
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain(secret.slice(0, 12));
  });

  it('shows what is no secret', () => {
    const text = 'GET http://127.0.0.1:7300/api/v1/tickets/DB-12 of person:ana@desk.example.test took 12:30:01 Bearer';
    expect(masked(text)).toBe(text);
  });
});
