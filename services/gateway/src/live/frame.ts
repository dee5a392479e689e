import { republishedHeader } from '@deskbeat/messaging';

/** One event as clients of the feed get it; made once however many there are. */
export interface Frame {
  /** Sequence in the stream, which clients send back as `Last-Event-ID`; none for what is kept nowhere. */
  seq?: number;
  ticketId?: string;
  /** Nobody else's business. */
  personId?: string;
  bytes: Buffer;
}

/** What is needed of a message of the stream. */
export interface StoredMessage {
  seq: number;
  subject: string;
  headers?: { get(name: string): string; has(name: string): boolean };
  string(): string;
}

export const beat = Buffer.from(': \n\n');
/** The client must load what it shows anew: what happened since its last event is no longer in the stream. */
export const gap = Buffer.from('event: gap\ndata: {}\n\n');
export const greeting = Buffer.from('retry: 1000\n\n');

const aboutTickets = /^evt\.(ticket|timeline|relation)\./;

/** Something that happened to a ticket. What is published again to rebuild a stream happened before. */
export const isNews = ({ subject, headers }: StoredMessage): boolean =>
  aboutTickets.test(subject) && headers?.has(republishedHeader) !== true;

/** Something that matters only now, about a ticket or for a person. */
export const passingFrame = (about: Pick<Frame, 'ticketId' | 'personId'>, name: string, data: object): Frame => ({
  ...about,
  bytes: Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
});

/** The message as it is, not parsed: its id says which ticket, its subject what happened. */
export function frameOf(message: StoredMessage): Frame {
  const { seq, subject } = message;
  const [, ticketId = ''] = /^[^:]*:(.*):\d+$/.exec(message.headers?.get('Nats-Msg-Id') ?? '') ?? [];
  const name = subject.replace(/^evt\./, '').replace(/\.v\d+$/, '');
  const data = message.string().replace(/[\r\n]+/g, ' ');
  return { seq, ticketId, bytes: Buffer.from(`id: ${seq}\nevent: ${name}\ndata: ${data}\n\n`) };
}
