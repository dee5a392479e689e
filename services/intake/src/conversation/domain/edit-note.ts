import { Problem, ticketNoted, ticketNoteEdited, type Actor } from '@deskbeat/contracts';
import { factsOf, mentionFacts, type Message } from '../../ticket/domain/message.js';
import { fact, type Fact, type Revision } from '../../ticket/domain/revision.js';
import { joining } from '../../ticket/domain/attention.js';
import { noted } from '../../ticket/domain/change.js';
import type { Ticket } from '../../ticket/domain/ticket-state.js';

/** An entry of the timeline, as far as it says who may correct it. */
export interface Written {
  version: number;
  subject: string;
  at: Date;
  actor: Actor;
}

export interface Edit {
  entry: Written;
  /** Who was told of the note already. */
  mentioned: readonly string[];
  message: Message;
  actor: Actor;
}

const remembered = 500;

/**
 * A new entry that corrects a note; the old one stays. What went to the customer is not corrected but followed by
 * another message.
 * @throws Problem `not-editable`
 */
export function editNote(ticket: Ticket, edit: Edit, now: Date, windowMs: number): Revision {
  const { entry, mentioned, message } = edit;
  checkEditable(edit, now, windowMs);
  const by = ticket.version + 1;
  const others = (ticket.corrections ?? []).filter((known) => known.entry !== entry.version);
  const corrections = [...others, { entry: entry.version, by }].slice(-remembered);
  const corrected = fact(ticketNoteEdited, { ...factsOf(message), entry: entry.version }, message.text, message.html);
  const news = message.mentions?.filter((person) => !mentioned.includes(person));
  const watching = joining(ticket, 'watcher', message.watchers);
  const facts: [Fact, ...Fact[]] = [corrected, ...mentionFacts(ticket, by, news), ...watching.facts];
  return noted(ticket, now, facts, { corrections, ...watching.changes });
}

function checkEditable({ entry, actor }: Edit, now: Date, windowMs: number): void {
  const refused = (detail: string): Problem => new Problem('not-editable', { detail });
  if (entry.subject !== ticketNoted.subject) throw refused('only notes can be corrected');
  if (entry.actor.kind !== actor.kind || entry.actor.id !== actor.id) throw refused('somebody else wrote it');
  if (now.getTime() > entry.at.getTime() + windowMs) throw refused('the time for corrections is over');
}
