import { ticketNoted, type MessageFacts, type Quoted, type TimelineEntry } from '@deskbeat/contracts';
import type { StoredEvent } from '@deskbeat/persistence';
import type { Ticket } from '../ticket/domain/ticket-state.js';

export type Entry = Omit<StoredEvent, 'id'>;

const excerptLength = 200;

/** Of its texts. */
export const bytesOf = ({ text = '', html = '' }: Entry): number => Buffer.byteLength(text) + Buffer.byteLength(html);

/**
 * The entry as others see it: with its newest text, and the beginning of what it answers.
 * @param editWindowMs how long a note may be corrected
 */
export function entryOf(
  { version, subject, at, actor, data, ...said }: Entry,
  { corrections = [] }: Pick<Ticket, 'corrections'>,
  others: ReadonlyMap<number, Entry>,
  editWindowMs: number,
): TimelineEntry {
  const by = corrections.find(({ entry }) => entry === version)?.by;
  const correction = by === undefined ? undefined : others.get(by);
  const { text, html } = correction ?? said;
  const { replyTo } = data as Partial<MessageFacts>;
  const answered = replyTo === undefined ? undefined : others.get(replyTo);
  return {
    version,
    subject,
    at: at.toISOString(),
    actor,
    data,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    ...(correction && { edited: { version: correction.version, at: correction.at.toISOString() } }),
    ...(subject === ticketNoted.subject && { editableUntil: new Date(at.getTime() + editWindowMs).toISOString() }),
    ...(answered?.text !== undefined && { quoted: quoteOf(answered, answered.text) }),
  };
}

const quoteOf = ({ version, actor, at }: Entry, text: string): Quoted => ({
  version,
  actor,
  at: at.toISOString(),
  excerpt: [
    ...text
      .trimStart()
      .slice(0, 2 * excerptLength)
      .replace(/\s+/g, ' '),
  ]
    .slice(0, excerptLength)
    .join('')
    .trimEnd(),
});
