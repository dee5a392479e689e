import { Injectable } from '@nestjs/common';
import { Problem, problemOf, type ListTickets, type TicketList, type TicketView } from '@deskbeat/contracts';
import { customerAnswered } from '@deskbeat/messaging';
import { Family } from '../customer/family.js';
import { notTheirs } from '../field-rules/sent-fields.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { boundsOf } from '../search/conditions.js';
import { boundsIn } from '../search/domain/bounds.js';
import { boundedFacet, facet, personFacet, snoozedFacet } from './domain/facets.js';
import { phaseOf, type Phase } from './domain/ticket-state.js';
import { ListedTickets } from './listed-tickets.js';
import { listPage } from './ticket-lists.js';
import { TicketService } from './ticket.service.js';
import type { TicketDocument, TicketFilter } from './ticket.schema.js';
import { TicketStore } from './ticket.store.js';

/** What others ask about tickets. */
@Injectable()
export class TicketReader {
  constructor(
    private readonly store: TicketStore,
    private readonly lists: ListedTickets,
    private readonly tickets: TicketService,
    private readonly family: Family,
    private readonly sights: FieldSights,
  ) {}

  async get(idOrNumber: string): Promise<TicketView> {
    return this.tickets.view(await this.need(idOrNumber));
  }

  async list(query: ListTickets): Promise<TicketList> {
    await this.needSeen(query);
    const { items, next } = await listPage(
      this.lists,
      await this.familyIn(filterOf({ customerId: customerAnswered(), ...query }, this.tickets.now())),
      query,
    );
    return { items: await this.tickets.cards(items), ...(next && { next }) };
  }

  /** @throws Problem `validation-failed` for a field that is kept from whoever asks */
  private async needSeen({ field = [] }: ListTickets): Promise<void> {
    const hidden = field.length > 0 ? ((await this.sights.ofAnswered())?.hiddenKeys('ticket') ?? []) : [];
    const index = field.findIndex((one) => hidden.includes(one.slice(0, one.indexOf(':'))));
    if (index >= 0) throw notTheirs(`/field/${index}`, field[index]!);
  }

  /** Tickets of merged customers are those of the customer that they count as. */
  private async familyIn(filter: TicketFilter): Promise<TicketFilter> {
    if (typeof filter.customerId !== 'string') return filter;
    const members = await this.family.membersOf(filter.customerId);
    return members.length > 1 ? { ...filter, customerId: { $in: members } } : filter;
  }

  /** The ticket that a field of a request names. @throws Problem `not-found` with the field */
  async named(idOrNumber: string, pointer: string): Promise<TicketDocument> {
    try {
      return await this.need(idOrNumber);
    } catch (error) {
      const { code, context } = problemOf(error);
      if (code !== 'not-found') throw error;
      throw new Problem(code, { context, errors: [{ pointer, message: 'there is no such ticket' }] });
    }
  }

  /** A state of at least a version, as it is or was seconds ago. @throws Problem `not-found` */
  async needSince(idOrNumber: string, version: number): Promise<TicketDocument> {
    return this.store.aggregates.recentSince(idOrNumber, version) ?? this.need(idOrNumber);
  }

  /** @throws Problem `not-found` */
  async need(idOrNumber: string): Promise<TicketDocument> {
    if (!/^DB-\d+$/iu.test(idOrNumber)) return this.store.aggregates.need(idOrNumber);
    const found = await this.store.findBy('number', idOrNumber.toUpperCase());
    if (!found) throw new Problem('not-found', { context: { entity: 'ticket', id: idOrNumber } });
    return found;
  }
}

function filterOf(query: ListTickets, now: Date): TicketFilter {
  const { status, priority, type, assigneeId, customerId, queueId } = query;
  const phase: Phase | undefined = status === 'open' ? 0 : status && phaseOf(status);
  const fields = (query.field ?? []).map((one, index) => ofField(one, index, now));
  const [facets, ...others] = [...fields.map((one) => one.facet), ...facetsIn(query)];
  const beside = [...others.map((other) => ({ facets: other })), ...fields.flatMap(({ within }) => within ?? [])];
  const exact: TicketFilter = {
    phase,
    status: status === 'open' ? undefined : status,
    priority,
    type,
    assigneeId: assigneeId === 'none' ? null : assigneeId,
    customerId,
    queueId,
    facets,
    snoozedUntil: query.snoozed === false ? null : undefined,
    $and: beside.length > 0 ? beside : undefined,
  };
  return Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined));
}

/** The facet that tickets with a value of a field have, and what is looked at beside it where bounds are asked for. */
function ofField(one: string, index: number, now: Date): { facet: string; within?: object } {
  const { key = '', operator, value = '' } = /^(?<key>[^:]+):(?<operator>[<>]=?)?(?<value>.*)$/u.exec(one)!.groups!;
  const bounds = boundsIn(operator, value, { at: key.length + 1, now, pointer: `/field/${index}` });
  if (!bounds) return { facet: facet(`field.${key}`, value) };
  return { facet: boundedFacet(key), within: { [`fields.${key}`]: boundsOf(bounds) } };
}

/** The facets that tickets must have, those that fewest have first: the index is read by the first one. */
function facetsIn({ watcherId, collaboratorId, snoozed, product, tag = [], region }: ListTickets): string[] {
  return [
    ...(watcherId === undefined ? [] : [personFacet('watcher', watcherId)]),
    ...(collaboratorId === undefined ? [] : [personFacet('collaborator', collaboratorId)]),
    ...(snoozed ? [snoozedFacet] : []),
    ...tag.map((one) => facet('tag', one)),
    ...(product === undefined ? [] : [facet('product', product)]),
    ...(region === undefined ? [] : [facet('region', region)]),
  ];
}
