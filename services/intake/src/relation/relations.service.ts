import { Injectable } from '@nestjs/common';
import {
  Problem,
  relationNames,
  ticketLinked,
  ticketUnlinked,
  type Actor,
  type Event,
  type LinkTickets,
  type RelationName,
  type Relations,
  type RelationView,
  type TicketLinked,
  type UnlinkTickets,
} from '@deskbeat/contracts';
import { parentOf } from '../ticket/domain/children.js';
import { link, namesOf, recordTelling, unlink, type Telling } from '../ticket/domain/links.js';
import { mergedInto, neverDue } from '../ticket/domain/ticket-state.js';
import { TicketReader } from '../ticket/ticket-reader.service.js';
import { TicketService } from '../ticket/ticket.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { RelationStore, type Face } from './relation.store.js';

const mostShown = 1_000;
const deepestFamily = 50;

type Told = Pick<Event<TicketLinked>, 'aggregateId' | 'version' | 'actor' | 'data'>;

/** Links between tickets. One side holds the link, the other takes note of it. */
@Injectable()
export class RelationsService {
  constructor(
    private readonly store: TicketStore,
    private readonly others: RelationStore,
    private readonly tickets: TicketService,
    private readonly reader: TicketReader,
  ) {}

  async link({ ticketId, kind, to, gates = kind === 'child' }: LinkTickets, actor: Actor): Promise<Relations> {
    const other = await this.reader.named(to, '/to');
    if (kind === 'child' && (await this.isAncestor(ticketId, other))) throw circle();
    const ticket = await this.tickets.change(ticketId, actor, (current, now) =>
      link(current, other, { kind, gates }, now),
    );
    if (kind === 'child' && (await this.brokeCircle(ticket, actor))) throw circle();
    await this.tellNow(ticket);
    return this.of(ticketId);
  }

  /** Whichever of the two holds the link gives it up. */
  async unlink({ ticketId, kind, to }: UnlinkTickets, actor: Actor): Promise<Relations> {
    const other = await this.reader.need(to);
    for (const [holder, target] of [
      [ticketId, other._id],
      [other._id, ticketId],
    ] as const) {
      await this.tellNow(await this.tickets.change(holder, actor, (ticket, now) => unlink(ticket, kind, target, now)));
    }
    return this.of(ticketId);
  }

  /** All that is related to a ticket, as it is now. */
  async of(ticketId: string): Promise<Relations> {
    const ticket = await this.store.aggregates.need(ticketId);
    const linked = await this.others.linkedTo(ticketId, mostShown);
    const here = (ticket.links ?? []).map(({ kind, to, gates }) => ({ relation: namesOf[kind].here, id: to, gates }));
    const into = mergedInto(ticket);
    const merges = [
      ...(into === undefined ? [] : [{ relation: 'merged-into' as const, id: into }]),
      ...(ticket.absorbed ?? []).map((id) => ({ relation: 'merged' as const, id })),
    ];
    const there = linked.flatMap(({ _id: id, links = [] }) =>
      links
        .filter(({ to }) => to === ticketId)
        .map(({ kind, gates }) => ({ relation: namesOf[kind].there, id, gates })),
    );
    const known = new Map(linked.map((face) => [face._id, face]));
    const missing = [...here, ...merges].map(({ id }) => id).filter((id) => !known.has(id));
    for (const face of missing.length > 0 ? await this.others.faces([...new Set(missing)]) : [])
      known.set(face._id, face);
    // Tickets that were linked from both sides at once hold the same relation twice.
    const found = new Map([...here, ...there, ...merges].map((one) => [`${one.relation} ${one.id}`, one]));
    const views = [...found.values()].flatMap((one: Found) => {
      const face = known.get(one.id);
      return face ? [viewOf(one, face)] : [];
    });
    return { ticketId, items: views.sort(inOrder) };
  }

  /** What a ticket told, written into the one that it concerns. */
  async hear({ aggregateId, version, actor, data }: Told, what: Telling['what']): Promise<void> {
    if (what === 'linked' && data.kind === 'child') {
      const child = await this.store.aggregates.load(aggregateId);
      if (child && (await this.brokeCircle(child, actor))) return;
    }
    const told: Telling = { what, from: aggregateId, version, data };
    await this.tickets.change(data.to, actor, (ticket, now) => recordTelling(ticket, told, now));
  }

  /** The other side need not wait for the event; it is written down once. */
  async tellNow({ _id: aggregateId, outbox = [] }: TicketDocument): Promise<void> {
    for (const { subject, version, actor, data } of outbox) {
      const told = { aggregateId, version, actor, data: data as TicketLinked };
      if (subject === ticketLinked.subject) await this.hear(told, 'linked');
      if (subject === ticketUnlinked.subject) await this.hear(told, 'unlinked');
    }
  }

  /** Whether `ticketId` is among the parents of a ticket, and theirs. */
  private async isAncestor(ticketId: string, from: TicketDocument): Promise<boolean> {
    const seen = new Set<string>();
    for (let parent = parentOf(from)?.to; parent !== undefined && !seen.has(parent);) {
      if (parent === ticketId) return true;
      if (seen.size >= deepestFamily) throw new Problem('validation-failed', { errors: [tooDeep] });
      seen.add(parent);
      const ticket: TicketDocument | undefined = await this.store.aggregates.load(parent);
      parent = ticket && parentOf(ticket)?.to;
    }
    return false;
  }

  /** Two tickets that became each other's child at the same moment: the link that sees it is taken back. */
  private async brokeCircle(child: TicketDocument, actor: Actor): Promise<boolean> {
    const parent = parentOf(child);
    if (!parent || !(await this.isAncestor(child._id, child))) return false;
    await this.tickets.change(child._id, actor, (ticket, now) => unlink(ticket, 'child', parent.to, now));
    return true;
  }
}

interface Found {
  relation: RelationName;
  id: string;
  gates?: true;
}

const tooDeep = { pointer: '/to', message: `has more than ${deepestFamily} tickets above it` };
const circle = (): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: '/to', message: 'is a sub-ticket of this ticket' }] });

function viewOf({ relation, gates }: Found, { _id: id, dueSort, links: _, ...face }: Face): RelationView {
  const due = dueSort < neverDue && { dueAt: dueSort.toISOString() };
  return { relation, ticket: { id, ...face, ...due }, ...(gates && { gates }) };
}

const inOrder = (one: RelationView, other: RelationView): number =>
  relationNames.indexOf(one.relation) - relationNames.indexOf(other.relation) ||
  (one.ticket.id < other.ticket.id ? -1 : 1);
