import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  to: string[];
  source: string;
}

/** What the server does with a letter: takes it, keeps the client waiting, refuses it with a reply code, or hangs up. */
export type Mood = 'take' | 'hold' | 'hang-up' | { code: number; words: string };

/** A real SMTP server with moods. */
export class MailServer {
  readonly letters: Letter[] = [];
  /** Letters that came as far as their content, whatever became of them. */
  attempts = 0;
  mood: Mood = 'take';
  /** Called with the letter in hand, before the server says that it took it. */
  beforeTaking: () => Promise<void> = async () => undefined;
  private server?: SMTPServer;
  private readonly waiting: (() => void)[] = [];
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.attempts++;
          const { mood } = this;
          if (mood === 'hang-up') return this.hangUp();
          if (typeof mood === 'object') return done(Object.assign(new Error(mood.words), { responseCode: mood.code }));
          const take = (): void => void this.take(session.envelope.rcptTo, Buffer.concat(chunks)).then(() => done());
          if (mood === 'hold') this.waiting.push(take);
          else take();
        });
      },
    });
    this.server.on('error', () => undefined);
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server.server, 'listening');
    this.port = (this.server.server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.server!.close(() => resolve()));
  }

  to(address: string): Letter[] {
    return this.letters.filter(({ to }) => to.includes(address));
  }

  get held(): number {
    return this.waiting.length;
  }

  /** Takes what clients were kept waiting for. */
  release(): void {
    for (const take of this.waiting.splice(0)) take();
  }

  private async take(recipients: { address: string }[], source: Buffer): Promise<void> {
    this.letters.push({ to: recipients.map(({ address }) => address), source: source.toString('utf8') });
    await this.beforeTaking();
  }

  /** Ends all connections in the middle of what they do. */
  private hangUp(): void {
    const { connections } = this.server as unknown as { connections: Set<{ _socket: { destroy(): void } }> };
    for (const { _socket } of connections) _socket.destroy();
  }
}
