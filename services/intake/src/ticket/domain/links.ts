import {
  Problem,
  relationRecorded,
  ticketLinked,
  ticketUnlinked,
  type LinkKind,
  type RelationName,
  type TicketLinked,
} from '@deskbeat/contracts';
import { noted } from './change.js';
import { parentOf, recordChild, roomErrors } from './children.js';
import type { Link } from './relation.js';
import { defined, fact, nothingToDo, type Decision, type Fact } from './revision.js';
import { refuse as refuseAll } from './rules.js';
import { statusPartOf, stateOf, fieldsOf, type Ticket } from './ticket-state.js';

const mostLinks = 100;
const rememberedTellings = 200;

/** What a ticket is to the one that it is linked to, and the other way round. */
export const namesOf: Readonly<Record<LinkKind, { there: RelationName; here: RelationName }>> = {
  child: { there: 'child', here: 'parent' },
  duplicate: { there: 'duplicate', here: 'duplicate-of' },
  'follow-up': { there: 'follow-up', here: 'follow-up-of' },
  split: { there: 'split', here: 'split-from' },
  related: { there: 'related', here: 'related' },
};

/** What a ticket tells the other side of its link. */
export const linkFact = (
  contract: typeof ticketLinked,
  { number, status }: Pick<Ticket, 'number' | 'status'>,
  { kind, to, gates }: Pick<Link, 'kind' | 'to' | 'gates'>,
): Fact => fact(contract, { kind, to, number, status, gates });

/**
 * The ticket becomes a `kind` of another one.
 * @throws Problem `validation-failed` for itself, a second parent, too many links; `move-not-allowed` for a closed parent
 */
export function link(ticket: Ticket, other: Ticket, wanted: { kind: LinkKind; gates?: boolean }, now: Date): Decision {
  const { kind } = wanted;
  const { links = [] } = ticket;
  const refuse = (message: string): never => {
    throw new Problem('validation-failed', { errors: [{ pointer: '/to', message }] });
  };
  if (other._id === ticket._id) refuse('is the ticket itself');
  const gates = kind === 'child' && wanted.gates === true ? { gates: true as const } : {};
  const known = links.find((one) => one.kind === kind && one.to === other._id);
  if (known && known.gates === gates.gates) return nothingToDo;
  if (kind !== 'child' && other.links?.some((one) => one.kind === kind && one.to === ticket._id)) {
    return kind === 'related' ? nothingToDo : refuse(`is a ${kind} of this ticket`);
  }
  const parent = parentOf(ticket);
  if (kind === 'child' && parent && parent.to !== other._id) refuse('would be its second parent');
  if (kind === 'child' && other.status === 'closed') {
    throw new Problem('move-not-allowed', {
      detail: 'a closed ticket takes no sub-tickets',
      context: { from: 'closed' },
    });
  }
  if (kind === 'child' && !known) refuseAll(roomErrors(other, '/to'));
  if (links.length >= mostLinks) refuse(`would be more than ${mostLinks} links`);
  const made: Link = { kind, to: other._id, ...gates, at: now };
  const rest = links.filter((one) => one !== known);
  return noted(ticket, now, [linkFact(ticketLinked, ticket, made)], { links: [...rest, made] });
}

export function unlink(ticket: Ticket, kind: LinkKind, to: string, now: Date): Decision {
  const { links = [] } = ticket;
  const gone = links.find((one) => one.kind === kind && one.to === to);
  if (!gone) return nothingToDo;
  const rest = links.filter((one) => one !== gone);
  const revision = noted(ticket, now, [linkFact(ticketUnlinked, ticket, gone)], { links: rest });
  return rest.length > 0 ? revision : { ...revision, next: withoutLinks(revision.next, ticket) };
}

function withoutLinks(next: ReturnType<typeof stateOf>, ticket: Ticket): ReturnType<typeof stateOf> {
  const { links: _, ...fields } = fieldsOf(next);
  return stateOf(fields, statusPartOf(ticket));
}

/** What another ticket told: that it is linked to this one, no more, or has another status. */
export interface Telling {
  what: 'linked' | 'unlinked' | 'moved';
  /** Id of the ticket that tells. */
  from: string;
  /** Of its event. */
  version: number;
  data: TicketLinked;
}

/** Takes note of what another ticket told, once. */
export function recordTelling(ticket: Ticket, { what, from, version, data }: Telling, now: Date): Decision {
  const key = `${from}:${version}`;
  const told = ticket.seen.relations ?? [];
  if (told.includes(key)) return nothingToDo;
  const seen = { ...ticket.seen, relations: [...told, key].slice(-rememberedTellings) };
  const { kind, number, status, gates } = data;
  const facts = defined({ relation: namesOf[kind].there, ticketId: from, number, what, gates, status });
  const family =
    kind === 'child' ? recordChild(ticket, { id: from, version, status, gates, gone: what === 'unlinked' }) : {};
  return noted(ticket, now, [fact(relationRecorded, facts)], { seen, ...family });
}
