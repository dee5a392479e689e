import type {
  Actor,
  LinkKind,
  NoticeCause,
  NoticeChannel,
  RelationName,
  RelationRecorded,
  SlaTarget,
  Status,
  TimelineEntry,
} from '@deskbeat/contracts';
import type { FactWord } from './fact-words.js';

/** What kind of line an entry of the timeline is. */
export type EntryKind = 'customer' | 'reply' | 'note' | 'fact' | 'detail';

const messages: Readonly<Record<string, EntryKind>> = {
  'ticket.opened': 'customer',
  'ticket.message-received': 'customer',
  'ticket.replied': 'reply',
  'ticket.noted': 'note',
};
/** Worth a line only for somebody who wants to see everything. */
const details = new Set([
  'timeline.notice-recorded',
  'ticket.mentioned',
  'ticket.note-edited',
  'ticket.confirmation-reminded',
  'relation.child-moved',
  'relation.merge-begun',
]);
const tellingClocks = new Set(['breached', 'escalated', 'reminder-due']);

export const nameOfEntry = ({ subject }: Pick<TimelineEntry, 'subject'>): string =>
  subject.replace(/^evt\./, '').replace(/\.v\d+$/, '');

/** Messages have a text; an opening without one is a fact. */
export function kindOf(entry: TimelineEntry): EntryKind {
  const name = nameOfEntry(entry);
  const message = messages[name];
  if (message && (entry.text !== undefined || name !== 'ticket.opened')) return message;
  if (details.has(name)) return 'detail';
  const { what } = entry.data as { what?: string };
  return name === 'timeline.clock-recorded' && !tellingClocks.has(what ?? '') ? 'detail' : 'fact';
}

/** Names of things in the reader's language. */
export interface Naming {
  who: (actor: Actor) => string;
  person: (id: string) => string;
  status: (status: Status) => string;
  target: (target: SlaTarget) => string;
  channel: (channel: string) => string;
  field: (field: string) => string;
  value: (field: string, value: unknown) => string;
  instant: (at: string) => string;
  notice: (cause: NoticeCause, channel: NoticeChannel) => { cause: string; channel: string };
  /** The number of a ticket that is or was related. */
  ticket: (id: string) => string;
}

export interface Fact {
  word: FactWord;
  values: Record<string, string>;
  /** Why, in the words of whoever did it. */
  reason?: string;
  /** Parts of a change, each a sentence. */
  parts?: Fact[];
}

type Data = Record<string, unknown>;
type Teller = (data: Data, named: Naming, who: string) => Fact;
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const because = (reason: unknown) => (typeof reason === 'string' && reason !== '' ? { reason } : {});
const fact = (word: FactWord, values: Record<string, string> = {}, more: Partial<Fact> = {}): Fact => ({
  word,
  values,
  ...more,
});

/** What the ticket became of another one. */
const became: Readonly<Record<LinkKind, FactWord>> = {
  child: 'becameChild',
  duplicate: 'becameDuplicate',
  'follow-up': 'becameFollowUp',
  split: 'becameSplit',
  related: 'becameRelated',
};
/** What another ticket became of it. */
const has: Readonly<Partial<Record<RelationName, FactWord>>> = {
  child: 'hasChild',
  duplicate: 'hasDuplicate',
  'follow-up': 'hasFollowUp',
  split: 'hasSplit',
};

const tellers: Readonly<Record<string, Teller>> = {
  'ticket.opened': ({ channel }, { channel: name }, who) => fact('opened', { who, channel: name(text(channel)) }),
  'ticket.status-changed': ({ from, to, reason }, { status }, who) =>
    fact('moved', { who, from: status(from as Status), to: status(to as Status) }, because(reason)),
  'ticket.updated': ({ changes }, named, who) =>
    fact(
      'changed',
      { who },
      { parts: Object.entries(changes as Data).map(([field, change]) => changeOf(field, change as Data, named)) },
    ),
  'timeline.assignment-recorded': ({ assigneeName, assigneeId, reason }, { person }) =>
    assigneeId === undefined
      ? fact('queued', {}, because(reason))
      : fact('assigned', { whom: text(assigneeName) || person(text(assigneeId)) }, because(reason)),
  'timeline.unclaimed-recorded': ({ reason }) => fact('unclaimed', {}, because(reason)),
  'timeline.clock-recorded': ({ what, facts }, { target }) => clockFact(text(what), facts as Data, target),
  'timeline.notice-recorded': ({ cause, recipient, channel, outcome }, { person, notice }) =>
    fact(outcome === 'failed' ? 'notNoticed' : 'noticed', {
      recipient: person(text(recipient)),
      ...notice(cause as NoticeCause, channel as NoticeChannel),
    }),
  'ticket.note-edited': (_, _named, who) => fact('editedNote', { who }),
  'ticket.mentioned': ({ personIds }, { person }, who) =>
    fact('mentioned', { who, whom: (personIds as string[]).map(person).join(', ') }),
  'ticket.follower-added': ({ role, personId }, { person }) =>
    fact(role === 'watcher' ? 'watches' : 'joins', { whom: person(text(personId)) }),
  'ticket.follower-removed': ({ role, personId }, { person }) =>
    fact(role === 'watcher' ? 'watchesNoMore' : 'leaves', { whom: person(text(personId)) }),
  'ticket.snoozed': ({ until, reason }, { instant }, who) =>
    until
      ? fact('snoozed', { who, until: instant(text(until)) }, because(reason))
      : fact('snoozedOpen', { who }, because(reason)),
  'ticket.woken': () => fact('woken'),
  'ticket.step-ticked': ({ done, label }, _, who) => fact(done ? 'ticked' : 'unticked', { who, step: text(label) }),
  'ticket.confirmed': () => fact('confirmed'),
  'ticket.rejected': ({ reason }) => fact('rejected', {}, because(reason)),
  'ticket.rated': ({ rating, comment }) => fact('rated', { rating: text(rating) }, because(comment)),
  'ticket.confirmation-reminded': () => fact('reminded'),
  'relation.linked': ({ kind, to }, { ticket }, who) =>
    fact(became[kind as LinkKind], { who, number: ticket(text(to)) }),
  'relation.unlinked': ({ to }, { ticket }, who) => fact('unlinked', { who, number: ticket(text(to)) }),
  'relation.child-moved': ({ to, status: now }, { ticket, status }) =>
    fact('toldParent', { number: ticket(text(to)), status: status(now as Status) }),
  'relation.merge-begun': ({ into }, { ticket }, who) => fact('merges', { who, number: ticket(text(into)) }),
  'relation.merge-dropped': ({ into, reason }, { ticket }) =>
    fact('mergesNot', { number: ticket(text(into)) }, because(reason)),
  'relation.merged': ({ into }, { ticket }) => fact('merged', { number: ticket(text(into)) }),
  'timeline.relation-recorded': (data, { status }) => relatedFact(data as unknown as RelationRecorded, status),
};

function relatedFact({ relation, number, what, status }: RelationRecorded, named: Naming['status']): Fact {
  if (what === 'merged') return fact('absorbed', { number });
  if (what === 'unlinked') return fact('hasNoMore', { number });
  if (what === 'moved' && status) return fact('childMoved', { number, status: named(status) });
  return fact(has[relation] ?? 'hasRelated', { number });
}

function changeOf(field: string, { from, to }: Data, { field: named, value }: Naming): Fact {
  const name = named(field);
  if (to === null || to === undefined) return fact('cleared', { field: name });
  if (from === null || from === undefined) return fact('set', { field: name, to: value(field, to) });
  return fact('change', { field: name, from: value(field, from), to: value(field, to) });
}

const clockWords: Readonly<Record<string, FactWord>> = {
  started: 'clocksStarted',
  paused: 'clocksPaused',
  resumed: 'clocksResumed',
};

function clockFact(what: string, facts: Data = {}, target: Naming['target']): Fact {
  const values = { target: facts.target ? target(facts.target as SlaTarget) : '' };
  if (what === 'breached') return fact('breached', values);
  if (what === 'met') return fact('met', values);
  if (what === 'reminder-due') return fact('reminder', { ...values, mark: text(facts.mark) });
  if (what === 'escalated') return fact('escalated', { ...values, level: text(facts.level) });
  return fact(clockWords[what] ?? 'clocksChanged');
}

/** An entry that is no message, as a sentence; one that is not known by its name. */
export function factOf(entry: TimelineEntry, named: Naming): Fact {
  const name = nameOfEntry(entry);
  const who = named.who(entry.actor);
  const tell = tellers[name];
  const told = tell ? tell(entry.data as Data, named, who) : fact('other', { who, what: name });
  // What follows from an assignment has its reason in the line before.
  return name === 'ticket.status-changed' && entry.actor.kind === 'system' ? { ...told, reason: undefined } : told;
}
