import { Injectable } from '@nestjs/common';
import {
  assignTicket,
  moveToQueue,
  Problem,
  returnTicket,
  type Actor,
  type ChangeTickets,
  type ChosenTicket,
  type HolderForAll,
  type QueueForAll,
  type TicketResult,
  type WatchersForAll,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { MacroService } from '../macro/macro.service.js';
import { PersonStore } from '../people/person.store.js';
import { Teams } from '../people/teams.js';
import { refuse } from '../ticket/domain/rules.js';
import { holderOf } from '../ticket/domain/ticket-state.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketService, type Deciding } from '../ticket/ticket.service.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { moveOne, updateOne, watchOne } from './domain/update-all.js';

type Result = Omit<TicketResult, 'id'>;
/** Does it to one ticket. */
export type Act = (ticket: ChosenTicket) => Promise<Result>;
type Action = Omit<ChangeTickets, 'tickets' | 'idempotencyKey'>;

const kinds = ['update', 'status', 'assign', 'queue', 'macro', 'watchers'] as const;
const deadlineMs = 5_000;

/** What can be done to many tickets. */
@Injectable()
export class BulkActions {
  constructor(
    private readonly tickets: TicketService,
    private readonly store: TicketStore,
    private readonly bus: Bus,
    private readonly macros: MacroService,
    private readonly people: PersonStore,
    private readonly teams: Teams,
  ) {}

  /**
   * @param key names the work for good
   * @throws Problem `validation-failed`, `not-found` when there is no such macro
   */
  async of(wanted: Action, actor: Actor, key?: string): Promise<Act> {
    const { update, status, assign, queue, macro, watchers } = wanted;
    if (kinds.filter((kind) => wanted[kind] !== undefined).length !== 1) {
      refuse([{ pointer: '', message: `needs exactly one of ${kinds.join(', ')}` }]);
    }
    if (assign) return this.assigning(assign, actor);
    if (queue) return this.moving(queue, actor);
    if (macro) return this.macro(macro.id, actor, key);
    if (watchers) return this.watch(watchers, actor);
    if (update) {
      return (one) => this.decide(one, actor, (ticket, now, rules) => updateOne(ticket, one, update, now, rules));
    }
    const { kind } = actor;
    return (one) => this.decide(one, actor, (ticket, now, rules) => moveOne(ticket, one, status!, now, rules, kind));
  }

  private async decide({ id }: ChosenTicket, actor: Actor, decide: Deciding): Promise<Result> {
    let outcome: Result['outcome'] = 'unchanged';
    const { version } = await this.tickets.change(id, actor, (...given) => {
      const change = decide(...given);
      outcome = change ? 'changed' : 'unchanged';
      return change;
    });
    return { outcome, version };
  }

  /** Who has a ticket is decided by assignment; the ticket hears of it. */
  private async assigning({ personId, reason }: HolderForAll, actor: Actor): Promise<Act> {
    const pointer = '/assign/personId';
    const holder = personId === undefined ? undefined : meant(personId, actor, pointer);
    if (holder !== undefined) await this.checkAreThere([holder], () => pointer);
    return (one) => this.assign(one, { personId: holder, reason }, actor);
  }

  private async assign(one: ChosenTicket, { personId, reason }: HolderForAll, actor: Actor): Promise<Result> {
    const ticket = await this.seen(one);
    if (holderOf(ticket)?.assigneeId === personId) return { outcome: 'unchanged', version: ticket.version };
    const options = { actor, deadlineMs };
    if (personId === undefined) await this.bus.ask(returnTicket, { ticketId: one.id, reason }, options);
    else await this.bus.ask(assignTicket, { ticketId: one.id, personId, reason }, options);
    return { outcome: 'changed' };
  }

  private async moving(queue: QueueForAll, actor: Actor): Promise<Act> {
    await this.teams.needQueue(queue.queueId, '/queue/queueId');
    return (one) => this.move(one, queue, actor);
  }

  private async move(one: ChosenTicket, { queueId, reason }: QueueForAll, actor: Actor): Promise<Result> {
    const ticket = await this.seen(one);
    const isThere = !holderOf(ticket) && ticket.queueId === queueId;
    if (isThere) return { outcome: 'unchanged', version: ticket.version };
    await this.bus.ask(moveToQueue, { ticketId: one.id, queueId, reason }, { actor, deadlineMs });
    return { outcome: 'changed' };
  }

  private async macro(id: string, actor: Actor, key?: string): Promise<Act> {
    const macro = await this.macros.need(id, actor);
    return async ({ id: ticketId, version: seenVersion }) => {
      const { ticket, changed } = await this.macros.run.apply(macro, { ticketId, seenVersion, key }, actor);
      return { outcome: changed ? 'changed' : 'unchanged', version: ticket.version };
    };
  }

  private async watch({ add = [], remove = [] }: WatchersForAll, actor: Actor): Promise<Act> {
    const named = (ids: readonly string[], list: string): string[] =>
      ids.map((id, index) => meant(id, actor, `/watchers/${list}/${index}`));
    const change = { add: named(add, 'add'), remove: named(remove, 'remove') };
    await this.checkAreThere(change.add, (index) => `/watchers/add/${index}`);
    return (one) => this.decide(one, actor, (ticket, now, rules) => watchOne(ticket, one, change, now, rules));
  }

  /** @throws Problem `validation-failed` */
  private async checkAreThere(ids: readonly string[], pointerOf: (index: number) => string): Promise<void> {
    const there = new Set(await this.people.present(ids));
    const named = ids.map((id, index) => ({ id, pointer: pointerOf(index) }));
    const strangers = named.filter(({ id }) => !there.has(id));
    refuse(strangers.map(({ id, pointer }) => ({ pointer, message: `${id} is nobody of ours` })));
  }

  /** @throws Problem `version-conflict` */
  private async seen({ id, version }: ChosenTicket): Promise<TicketDocument> {
    const ticket = await this.store.aggregates.need(id);
    if (version === undefined || version >= ticket.changedIn) return ticket;
    throw new Problem('version-conflict', { context: { currentVersion: ticket.version } });
  }
}

/** @throws Problem `validation-failed` when somebody else than a person means oneself */
function meant(id: string, actor: Actor, pointer: string): string {
  if (id !== 'me') return id;
  if (actor.kind !== 'person') refuse([{ pointer, message: 'you are no person of ours' }]);
  return actor.id;
}
