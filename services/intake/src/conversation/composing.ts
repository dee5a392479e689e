import { createHash } from 'node:crypto';
import { limits, Problem, type Actor, type AgentWriting } from '@deskbeat/contracts';
import type { Message } from '../ticket/domain/message.js';
import { harmless, mentionsIn, textIn } from './rich-text.js';

const unacceptable = (field: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: `/${field}`, message }] });

type Written = Pick<Message, 'text' | 'html'>;

/**
 * Text as it is; of HTML what is harmless, with the text that a person reads in it.
 * @throws Problem `validation-failed` unless there is one of them that says something
 */
export function written({ text, html }: Partial<Written>): Written {
  if (text !== undefined && html !== undefined) throw unacceptable('html', 'send either text or html');
  if (text !== undefined) return { text };
  if (html === undefined) throw unacceptable('text', 'text or html is needed');
  const kept = harmless(html);
  const read = textIn(kept) || (kept.includes('<img ') ? '[image]' : '');
  if (read === '') throw unacceptable('html', 'html holds nothing that can be read');
  if (read.length > limits.text || Buffer.byteLength(kept) > 3 * limits.html)
    throw unacceptable('html', 'html is too long');
  return { text: read, html: kept };
}

/** What an agent wrote, with those who are mentioned. */
export function composed(writing: Omit<AgentWriting, 'ticketId'>, { id }: Actor): Message {
  const { mentions = [], replyTo, idempotencyKey } = writing;
  const { text, html } = written(writing);
  const mentioned = [...new Set([...mentions, ...(html === undefined ? [] : mentionsIn(html))])];
  if (mentioned.length > limits.mentions) throw unacceptable('mentions', `at most ${limits.mentions} people`);
  const sent = idempotencyKey === undefined ? undefined : sentAs({ id }, idempotencyKey, writing);
  return { text, html, mentions: mentioned, replyTo, sent };
}

/** Names a message for good. */
export const sentAs = ({ id }: Pick<Actor, 'id'>, key: string, what: object): Message['sent'] => ({
  key: digest([id, key]),
  of: digest(Object.entries(what).sort()),
});

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
