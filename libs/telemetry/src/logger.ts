import type { LoggerService } from '@nestjs/common';
import { context, createContextKey, trace, type Context } from '@opentelemetry/api';
import { pino, type DestinationStream, type Level, type Logger } from 'pino';

/** Key of the ticket that the running work is about; set by whoever knows it, read by every log line. */
const ticketKey = createContextKey('deskbeat.ticket');

export const aboutTicket = (ticketId: string, parent: Context = context.active()): Context =>
  parent.setValue(ticketKey, ticketId);

function correlation(): object {
  const ticketId = context.active().getValue(ticketKey);
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return { ...(traceId && { traceId }), ...(ticketId !== undefined && { ticketId }) };
}

const secrets = [
  ...['password', 'passwordHash', 'secret', 'token', 'accessToken', 'refreshToken'],
  ...['authorization', 'cookie', 'set-cookie', 'deskbeat-identity'],
];
/** At the top of what is logged, and one and two levels down. */
const secretPaths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

/** Secrets as they look within a text: of keys, tokens, webhooks and hashes, and passwords in the address of a server. */
const secretTexts =
  /\b(?:dbk_|dbr_|whsec_)[\w+/-]{20,}=*|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\bBearer [\w.~+/-]{16,}=*|\$argon2\w+\$[^\s"]+|(?<=:\/\/[^\s:@/"]*:)[^\s@/"]+(?=@)|(?<=\/(?:welcome|confirm)\/)[\w.~-]{16,}/g;

/** A line without what must not be read in a log. */
export const masked = (line: string): string => line.replace(secretTexts, '[redacted]');

/** JSON lines on standard output, each with trace id and ticket id where there is one. */
export const createLogger = (service: string, level = 'info', to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: { service },
      mixin: correlation,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths, censor: '[redacted]' },
    },
    { write: (line) => to.write(masked(line)) },
  );

/** Nest's logger interface on top of pino; the last argument of Nest's calls is the context's name. */
export class NestPinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log = (message: unknown, ...rest: unknown[]): void => this.write('info', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const name = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    const fields = { ...(typeof name === 'string' && { context: name }), ...(stack !== undefined && { stack }) };
    if (message instanceof Error) this.pino[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object') this.pino[level]({ ...fields, ...message });
    else this.pino[level](fields, String(message));
  }
}
