import { Injectable } from '@nestjs/common';
import type {
  CountOldData,
  FindOldData,
  ForgetTickets,
  ForgottenData,
  OldThings,
  OldTickets,
  TicketOfWhom,
} from '@deskbeat/contracts';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { CustomerStore } from '../customer/customer.store.js';
import { Family } from '../customer/family.js';
import { PostingsMerger } from '../search/postings-merger.js';
import { gone } from './domain/forget.js';
import { verdictOn } from './domain/growing-old.js';
import { OldTicketsStore, type Aged } from './old-tickets.store.js';
import { TicketForgetting } from './ticket-forgetting.service.js';

const mostCounted = 10_000;
/** Tickets that were merged one into the other. */
const longestChain = 10;

/** Tickets that grow old (docs/adr/0023-how-long-data-is-kept.md). */
@Injectable()
export class OldTicketsService {
  constructor(
    private readonly store: OldTicketsStore,
    private readonly customers: CustomerStore,
    private readonly family: Family,
    private readonly forgetting: TicketForgetting,
    private readonly merger: PostingsMerger,
    private readonly time: Time,
  ) {}

  async count({ before }: CountOldData): Promise<OldThings> {
    const limit = new Date(before);
    const [count, [oldest]] = await Promise.all([
      this.store.count(limit, mostCounted + 1),
      this.store.find(limit, undefined, 1),
    ]);
    const isMore = count > mostCounted;
    return { count: isMore ? mostCounted : count, isMore, ...(oldest && { oldest: oldest.keptSince.toISOString() }) };
  }

  async find({ before, cursor, limit }: FindOldData): Promise<OldTickets> {
    const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const read = await this.store.find(new Date(before), key, limit + 1);
    const { items, next } = pageOf(read, limit, ({ keptSince, _id }) => [keptSince.getTime(), _id]);
    return { items: await this.ofWhom(items.map(({ _id }) => _id)), ...(next && { next }) };
  }

  async ofWhom(ticketIds: readonly string[]): Promise<TicketOfWhom[]> {
    const tickets = await this.store.byIds(ticketIds);
    const families = new Map<string, string[]>();
    for (const id of new Set(tickets.map(({ customerId }) => customerId))) {
      const head = await this.family.headOf(await this.customers.aggregates.need(id));
      families.set(id, await this.family.membersOf(head._id));
    }
    return tickets.map(({ _id: id, customerId }) => ({ id, customerIds: families.get(customerId)! }));
  }

  async forget({ ticketIds, before }: ForgetTickets): Promise<ForgottenData> {
    if (ticketIds.length === 0) return { counts: [], ...(!(await this.merger.mergeAll()) && { wait: true }) };
    const old: string[] = [];
    for (const ticket of await this.store.byIds(ticketIds)) {
      if ((await this.verdict(ticket, new Date(before))) === 'forget') old.push(ticket._id);
    }
    const counts = await this.forgetting.words(old, gone);
    if (!counts) return { counts: [], wait: true };
    return { counts: [{ what: 'tickets', count: old.length }, ...counts], ticketIds: old };
  }

  private async verdict(ticket: Aged, before: Date): Promise<ReturnType<typeof verdictOn>> {
    let last: Aged | undefined;
    for (let id = ticket.mergedInto, step = 0; id !== undefined && step < longestChain; step++) {
      [last] = await this.store.byIds([id]);
      id = last?.mergedInto;
    }
    return verdictOn(ticket, last, before, new Date(this.time.now()));
  }
}
