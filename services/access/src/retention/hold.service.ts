import { Injectable } from '@nestjs/common';
import {
  identifyCustomer,
  nameCustomersOf,
  Problem,
  type Actor,
  type EndedHold,
  type Holds,
  type HoldView,
  type NameHold,
  type PlaceHold,
  type TicketOfWhom,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { heldOf } from './domain/hold.js';
import { HoldStore, mostHolds, type HoldDocument } from './hold.store.js';

const asked = { actor: { kind: 'system', id: 'access' } } as const;
const together = 200;

/** What is kept for a legal reason. */
@Injectable()
export class HoldService {
  constructor(
    private readonly store: HoldStore,
    private readonly bus: Bus,
    private readonly time: Time,
  ) {}

  /** Placed anew it has the new reason. @throws Problem `not-found`, `overloaded` when there are too many */
  async place({ kind, id, reason }: PlaceHold, { kind: role, id: who }: Actor): Promise<HoldView> {
    await this.check({ kind, id });
    if ((await this.store.count()) >= mostHolds) throw new Problem('overloaded', { detail: 'too much is on hold' });
    const hold = { _id: `${kind}:${id}`, kind, subjectId: id, reason, by: { kind: role, id: who } };
    const placed = { ...hold, at: new Date(this.time.now()) };
    await this.store.place(placed);
    return viewOf(placed);
  }

  async end(asked: NameHold): Promise<EndedHold> {
    const ended = await this.store.end(asked);
    return ended ? { ended: viewOf(ended) } : {};
  }

  async list(): Promise<Holds> {
    return { items: (await this.store.all()).map(viewOf) };
  }

  async isAny(): Promise<boolean> {
    return (await this.store.count()) > 0;
  }

  /** Which of these tickets are on hold. */
  async among(tickets: readonly TicketOfWhom[]): Promise<Set<string>> {
    return heldOf(tickets, (await this.store.all()).map(viewOf));
  }

  /** Which of these tickets are on hold, by their ids. */
  async amongIds(ticketIds: string[]): Promise<string[]> {
    if (ticketIds.length === 0 || !(await this.isAny())) return [];
    const { items } = await this.bus.ask(nameCustomersOf, { ticketIds }, asked);
    return [...(await this.among(items))];
  }

  /** @param ids a customer with all duplicates @throws Problem `on-hold` when they or a ticket of theirs must be kept */
  async checkFree(ids: readonly string[]): Promise<void> {
    const wanted = new Set(ids);
    const refuse = ({ _id: hold }: HoldDocument): Problem => new Problem('on-hold', { context: { hold } });
    const holds = await this.store.all();
    for (const hold of holds.filter(({ kind }) => kind === 'customer')) {
      const family = wanted.has(hold.subjectId) ? [hold.subjectId] : await this.familyOf(hold);
      if (family.some((id) => wanted.has(id))) throw refuse(hold);
    }
    const tickets = holds.filter(({ kind }) => kind === 'ticket');
    for (let at = 0; at < tickets.length; at += together) {
      const ticketIds = tickets.slice(at, at + together).map(({ subjectId }) => subjectId);
      const { items } = await this.bus.ask(nameCustomersOf, { ticketIds }, asked);
      const theirs = items.find(({ customerIds }) => customerIds.some((id) => wanted.has(id)));
      if (theirs) throw refuse(tickets.find(({ subjectId }) => subjectId === theirs.id)!);
    }
  }

  private async familyOf({ subjectId: id }: HoldDocument): Promise<string[]> {
    return (await this.bus.ask(identifyCustomer, { kind: 'customer', id }, asked)).ids;
  }

  private async check({ kind, id }: NameHold): Promise<void> {
    if (kind === 'customer') return void (await this.bus.ask(identifyCustomer, { kind, id }, asked));
    const { items } = await this.bus.ask(nameCustomersOf, { ticketIds: [id] }, asked);
    if (items.length === 0) throw new Problem('not-found', { context: { entity: 'ticket', id } });
  }
}

const viewOf = ({ kind, subjectId: id, reason, by, at }: HoldDocument): HoldView => ({
  kind,
  id,
  reason,
  by,
  at: at.toISOString(),
});
