import {
  mergeBegun,
  mergeDropped,
  Problem,
  relationRecorded,
  ticketMerged,
  type Actor,
  type Status,
} from '@deskbeat/contracts';
import { joining } from './attention.js';
import { changed, noted, statusFact } from './change.js';
import type { MergeIntent } from './relation.js';
import { fact, nothingToDo, type Decision } from './revision.js';
import {
  fieldsOf,
  holderOf,
  mergedInto,
  outcomeOf,
  stateOf,
  statusPartOf,
  type StatusPart,
  type Ticket,
  type TicketFields,
} from './ticket-state.js';

const mostAbsorbed = 1_000;

/** Where a ticket goes on, or is about to. */
export interface Step {
  id: string;
  status: Status;
  into?: string;
  /** It is only wanted yet. */
  intent?: string;
}

export function stepOf(ticket: Ticket): Step {
  const { _id: id, status, merging } = ticket;
  const into = mergedInto(ticket);
  if (into !== undefined) return { id, status, into };
  return merging ? { id, status, into: merging.into, intent: merging.id } : { id, status };
}

/**
 * Somebody wants the ticket to go on in another one. The wish is written down before it is looked whether it would make
 * a circle: of several wishes that would, at least the last one sees all others (docs/adr/0014-tickets-are-merged-by-a-wish.md).
 * @throws Problem `move-not-allowed` when either is closed, `version-conflict` while another merge of it is at work
 */
export function begin(ticket: Ticket, wanted: MergeIntent, now: Date): Decision {
  if (ticket.status === 'closed') {
    throw new Problem('move-not-allowed', { detail: 'a closed ticket is not merged', context: { from: 'closed' } });
  }
  if (ticket.merging) throw new Problem('version-conflict', { context: { currentVersion: ticket.version } });
  const begun = fact(mergeBegun, { into: wanted.into, intent: wanted.id }, wanted.reason);
  return noted(ticket, now, [begun], { merging: wanted });
}

/** What is to be done about a wish after its way was looked at. */
export type Verdict =
  { do: 'commit' } | { do: 'drop'; reason: string } | { do: 'drop-other'; id: string; intent: string };

/**
 * @param way the tickets from the target of the wish on, each with where it goes on
 */
export function verdictOn(self: Step, way: readonly Step[]): Verdict {
  const circle = way.at(-1)?.into === self.id;
  if (!circle) {
    const target = way[0];
    if (target?.status === 'closed' && target.into === undefined)
      return { do: 'drop', reason: 'the target was closed' };
    return { do: 'commit' };
  }
  const [victim] = [self, ...way].filter(({ intent }) => intent !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (victim!.id === self.id) return { do: 'drop', reason: 'it would make a circle' };
  return { do: 'drop-other', id: victim!.id, intent: victim!.intent! };
}

const isWanted = ({ merging }: Ticket, intent: string): boolean => merging?.id === intent;

function unwanted(ticket: Ticket): TicketFields {
  const { merging: _, ...fields } = fieldsOf(ticket);
  return fields;
}

/** The ticket ends here and goes on there: it is closed, whatever it owes, and stays readable. */
export function commit(ticket: Ticket, intent: string, now: Date): Decision {
  if (!isWanted(ticket, intent)) return nothingToDo;
  const { into } = ticket.merging!;
  const outcome = outcomeOf('resolvedAt' in ticket ? ticket : { resolvedAt: now });
  const part: StatusPart = { status: 'closed', mergedInto: into, ...holderOf(ticket), ...outcome, closedAt: now };
  const move = statusFact(ticket.status, 'closed', 'merged into another ticket');
  const merged = fact(ticketMerged, { into, number: ticket.number });
  const { facts } = changed(ticket, now, [move, merged]);
  const changedIn = ticket.version + facts.length;
  const { snoozedUntil: _, ...fields } = unwanted(ticket);
  return { next: stateOf({ ...fields, updatedAt: now, changedIn }, part), facts };
}

export function drop(ticket: Ticket, intent: string, reason: string, now: Date): Decision {
  if (!isWanted(ticket, intent)) return nothingToDo;
  const { into } = ticket.merging!;
  const next = stateOf({ ...unwanted(ticket), updatedAt: now }, statusPartOf(ticket));
  return { next, facts: [fact(mergeDropped, { into, intent, reason })] };
}

/** The target takes note of what goes on in it, once; who watches or works on the source does so on the target. */
export function absorb(target: Ticket, source: Ticket, now: Date): Decision {
  const { absorbed = [] } = target;
  if (absorbed.includes(source._id)) return nothingToDo;
  const { _id: ticketId, number, status } = source;
  const told = fact(relationRecorded, { relation: 'merged', ticketId, number, what: 'merged', status });
  const watching = joining(target, 'watcher', source.watchers);
  const working = joining(target, 'collaborator', source.collaborators);
  return noted(target, now, [told, ...watching.facts, ...working.facts], {
    absorbed: [...absorbed, ticketId].slice(-mostAbsorbed),
    ...watching.changes,
    ...working.changes,
  });
}

/** The wish of an actor. */
export const intentOf = (id: string, into: string, by: Actor, reason?: string): MergeIntent => ({
  id,
  into,
  by,
  ...(reason !== undefined && { reason }),
});
