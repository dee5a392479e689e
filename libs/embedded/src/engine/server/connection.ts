import type { Socket } from 'node:net';
import { MalformedBson } from '../bson/validate.js';
import { CommandError } from '../errors.js';
import { FrameReader, parseRequest, type Request } from './frames.js';
import { Reply } from './reply.js';

export type Handler = (request: Request, connection: Connection) => Reply | Promise<Reply>;

/** One client: requests are answered one after the other, and no new ones are read while answers pile up. */
export class Connection {
  private readonly reader = new FrameReader();
  private readonly waiting: Buffer[] = [];
  private busy = false;

  constructor(
    readonly id: number,
    private readonly socket: Socket,
    private readonly handle: Handler,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', () => socket.destroy());
  }

  destroy(): void {
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    try {
      this.waiting.push(...this.reader.push(chunk));
    } catch {
      this.destroy();
      return;
    }
    if (this.waiting.length > 1 || this.busy) this.socket.pause();
    this.next();
  }

  private next(): void {
    while (!this.busy && !this.socket.destroyed) {
      const message = this.waiting.shift();
      if (!message) {
        this.socket.resume();
        return;
      }
      this.answer(message);
    }
  }

  private answer(message: Buffer): void {
    let request: Request;
    try {
      request = parseRequest(message);
    } catch (error) {
      if (!(error instanceof MalformedBson)) reportBug(error);
      this.destroy();
      return;
    }
    this.busy = true;
    let reply: Reply | Promise<Reply>;
    try {
      reply = this.handle(request, this);
    } catch (error) {
      reply = failure(error);
    }
    if (reply instanceof Reply) this.send(request, reply);
    else
      reply.catch(failure).then((late) => {
        this.send(request, late);
        this.next();
      }, reportBug);
  }

  private send(request: Request, reply: Reply): void {
    this.busy = false;
    if (request.silent || this.socket.destroyed) return;
    if (!this.socket.write(reply.message(request))) this.busy = true;
    if (this.busy)
      this.socket.once('drain', () => {
        this.busy = false;
        this.next();
      });
  }
}

export function failure(error: unknown): Reply {
  if (error instanceof CommandError) return new Reply().fail(error);
  reportBug(error);
  return new Reply().fail(new CommandError(1, (error as Error).message));
}

function reportBug(error: unknown): void {
  process.stderr.write(`embedded engine: ${(error as Error).stack ?? String(error)}\n`);
}
