import {
  Problem,
  ticketMentioned,
  ticketMessageReceived,
  ticketNoted,
  ticketReplied,
  type AttachmentFacts,
  type Channel,
  type MessageFacts,
  type Status,
} from '@deskbeat/contracts';
import { fact, type Fact } from './revision.js';
import { refuse } from './rules.js';
import { holderOf, type Ticket, type TicketFields } from './ticket-state.js';

/** What somebody wrote, ready to be kept. */
export interface Message {
  text: string;
  /** Harmless HTML with the same text. */
  html?: string;
  /** People who are mentioned, each once. */
  mentions?: string[];
  /** Those of them who are there: they watch the ticket from now on. */
  watchers?: string[];
  /** Version of the entry that it answers. */
  replyTo?: number;
  attachments?: AttachmentFacts[];
  /** Names the message for good; `of` is what was sent with it. */
  sent?: { key: string; of: string };
}

const rememberedKeys = 50;

/**
 * Whether the message is on the ticket already.
 * @throws Problem `idempotency-mismatch` when its key came with something else
 */
export function isSent({ sentKeys = [] }: Ticket, { sent }: Message): boolean {
  if (!sent) return false;
  const known = sentKeys.find((one) => one.startsWith(`${sent.key}:`));
  if (known !== undefined && known !== `${sent.key}:${sent.of}`) throw new Problem('idempotency-mismatch');
  return known !== undefined;
}

export const rememberSent = ({ sentKeys = [] }: Ticket, { sent }: Message): Partial<TicketFields> =>
  sent ? { sentKeys: [...sentKeys, `${sent.key}:${sent.of}`].slice(-rememberedKeys) } : {};

export function factsOf({ text, mentions, replyTo, attachments }: Message): MessageFacts {
  return { length: text.length, mentions: filled(mentions), replyTo, attachments: filled(attachments) };
}

const filled = <T>(list: T[] | undefined): T[] | undefined => (list?.length ? list : undefined);

/** @throws Problem `validation-failed` when it answers an entry that is not there */
export function checkAnswered({ version }: Ticket, { replyTo = 0 }: Message): void {
  if (replyTo > version) refuse([{ pointer: '/replyTo', message: `is no entry: the newest one is ${version}` }]);
}

/** @param movedTo the status that the ticket goes to in the same step */
export function replyFact({ number, customerId, channel }: Ticket, message: Message, movedTo?: Status): Fact {
  const facts = { ...factsOf(message), movedTo, number, customerId, channel };
  return fact(ticketReplied, facts, message.text, message.html);
}

export const noteFact = (message: Message): Fact => fact(ticketNoted, factsOf(message), message.text, message.html);

export function receivedFact(ticket: Ticket, message: Message, channel: Channel): Fact {
  const { number, customerId } = ticket;
  const assigneeId = holderOf(ticket)?.assigneeId;
  const facts = { ...factsOf(message), number, customerId, channel, assigneeId };
  return fact(ticketMessageReceived, facts, message.text, message.html);
}

/** That people are mentioned in an entry: none when nobody is. */
export function mentionFacts({ number, subject }: Ticket, entry: number, personIds: readonly string[] = []): Fact[] {
  return personIds.length === 0 ? [] : [fact(ticketMentioned, { entry, personIds: [...personIds], number, subject })];
}
