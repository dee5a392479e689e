import type { Socket } from 'node:net';
import { CommandError } from '../errors.js';
import { FrameReader, parseRequest, type Request } from './frames.js';
import { MalformedBson } from '../bson/validate.js';
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
    socket.on('drain', () => this.goOn());
  }

  private receive(chunk: Buffer): void {
    try {
      this.waiting.push(...this.reader.push(chunk));
    } catch {
      this.socket.destroy();
      return;
    }
    if (this.waiting.length > 1 || this.busy) this.socket.pause();
    this.next();
  }

  private goOn(): void {
    this.busy = false;
    this.next();
  }

  private next(): void {
    while (!this.busy && !this.socket.destroyed) {
      const message = this.waiting.shift();
      if (!message) return void this.socket.resume();
      this.answer(message);
    }
  }

  /** A message that makes no sense ends the connection; a command that fails is answered. */
  private answer(message: Buffer): void {
    let request: Request;
    try {
      request = parseRequest(message);
    } catch (error) {
      if (!(error instanceof MalformedBson)) reportBug(error);
      this.socket.destroy();
      return;
    }
    this.busy = true;
    let reply: Reply | Promise<Reply>;
    try {
      reply = this.handle(request, this);
    } catch (error) {
      reply = failure(error);
    }
    if (reply instanceof Reply) this.busy = !this.send(request, reply);
    else reply.catch(failure).then((late) => this.send(request, late) && this.goOn(), reportBug);
  }

  /** False when the client must take what it was sent before it gets more. */
  private send(request: Request, reply: Reply): boolean {
    return request.silent || this.socket.destroyed || this.socket.write(reply.message(request), reply.release);
  }
}

function failure(error: unknown): Reply {
  if (error instanceof CommandError) return Reply.failure(error);
  reportBug(error);
  return Reply.failure(new CommandError(1, (error as Error).message));
}

function reportBug(error: unknown): void {
  process.stderr.write(`embedded engine: ${(error as Error).stack ?? String(error)}\n`);
}
