import type { ServerResponse } from 'node:http';
import type { Credit } from '../access/callers.js';
import { beat, gap, greeting, type Frame } from './frame.js';

/** Bytes that may wait for a client that reads slowly; beyond that it must connect again and resume. */
const mostWaiting = 1024 * 1024;

/** Whether somebody who does not see every ticket may see this; never rejects. */
export type Sees = (frame: Frame) => Promise<boolean>;

/** The frame as somebody may see it; what cannot be looked up is not shown, then it rejects. */
export type Veil = (frame: Frame) => Promise<Frame>;

/** One open connection of the feed. */
export class LiveClient {
  /** News waits until the client is greeted and has what it missed. */
  private held: Frame[] | undefined = [];
  private heldBytes = 0;
  private last = 0;
  /** What is being looked at before it may be sent, in order. */
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly response: ServerResponse,
    readonly credit: Credit,
    private readonly wanted: Pick<Frame, 'ticketId' | 'personId'> & { sees?: Sees; veil?: Veil },
  ) {}

  get isOpen(): boolean {
    return !this.response.destroyed && !this.response.writableEnded;
  }

  begin(headers: Record<string, string | number | string[] | undefined>): void {
    this.response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    });
    this.response.write(greeting);
  }

  continueAfter(lastEventId: number): void {
    this.last = lastEventId;
  }

  release(): void {
    const waiting = this.held ?? [];
    this.held = undefined;
    for (const frame of waiting) this.offer(frame);
  }

  /** Tells the client that it missed something for good; it goes on with what comes now. */
  missed(): void {
    this.write(gap);
  }

  /** News for everybody. */
  offer(frame: Frame): void {
    if (!this.held) return this.send(frame);
    this.held.push(frame);
    this.heldBytes += frame.bytes.length;
    if (this.heldBytes > mostWaiting) this.drop();
  }

  /** Sends what this client wants and has not had. */
  send(frame: Frame): void {
    const { seq, bytes, ...about } = frame;
    if (seq !== undefined) {
      if (seq <= this.last) return;
      this.last = seq;
    }
    if (!this.wants(about)) return;
    const { sees, veil } = this.wanted;
    if (!sees && !veil) return this.write(bytes);
    this.looking = this.looking.then(async () => {
      if (sees && !(await sees(frame))) return;
      const shown = veil ? await veil(frame).catch(() => undefined) : frame;
      if (shown) this.write(shown.bytes);
      else this.missed();
    });
  }

  private wants({ ticketId, personId }: Pick<Frame, 'ticketId' | 'personId'>): boolean {
    if (personId !== undefined) return personId === this.wanted.personId;
    return this.wanted.ticketId === undefined || this.wanted.ticketId === ticketId;
  }

  /** Resolves when the client has read enough to take more. */
  async room(): Promise<void> {
    if (!this.isOpen || !this.response.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.response.off('drain', done).off('close', done);
        resolve();
      };
      this.response.on('drain', done).on('close', done);
    });
  }

  beat(): void {
    this.write(beat);
  }

  end(): void {
    this.response.end();
    this.response.socket?.destroySoon();
  }

  drop(): void {
    this.response.destroy();
  }

  private write(bytes: Buffer): void {
    if (!this.isOpen) return;
    this.response.write(bytes);
    if (this.response.writableLength > mostWaiting) this.drop();
  }
}
