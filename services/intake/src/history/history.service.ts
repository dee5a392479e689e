import { Injectable } from '@nestjs/common';
import { historyDepth, type CustomerHistory, type TicketBrief } from '@deskbeat/contracts';
import { encodeCursor } from '@deskbeat/persistence';
import { CustomerStore } from '../customer/customer.store.js';
import { viewOf } from '../customer/domain/customer-view.js';
import { Family } from '../customer/family.js';
import { TicketReader } from '../ticket/ticket-reader.service.js';
import { occurrenceOf, repeatsIn, satisfactionIn } from './domain/history.js';
import { HistoryStore, type BriefTicket } from './history.store.js';

const shownOpen = 50;
const countedMost = 10_000;

/** All that an agent wants to know of a customer's tickets beside the one at work. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly store: HistoryStore,
    private readonly customers: CustomerStore,
    private readonly family: Family,
    private readonly tickets: TicketReader,
  ) {}

  /** @throws Problem `not-found` */
  async ofCustomer(customerId: string, limit = 20, now = new Date()): Promise<CustomerHistory> {
    const { history } = await this.read(customerId, limit, now);
    return history;
  }

  /** @throws Problem `not-found` */
  async ofTicket(idOrNumber: string, limit = 20, now = new Date()): Promise<CustomerHistory> {
    const { _id, customerId } = await this.tickets.need(idOrNumber);
    const { history, newest } = await this.read(customerId, limit, now);
    const occurrence = occurrenceOf(_id, newest);
    return { ...history, ...(occurrence && { occurrence }) };
  }

  private async read(customerId: string, limit: number, now: Date) {
    const customer = await this.family.headOf(await this.customers.aggregates.need(customerId));
    const members = await this.family.membersOf(customer._id);
    const [newest, open, total] = await Promise.all([
      this.store.newest(members, historyDepth),
      this.store.open(members, shownOpen + 1),
      this.store.count(members, countedMost),
    ]);
    const items = newest.slice(0, limit);
    const last = items.at(-1);
    const history: CustomerHistory = {
      customer: viewOf(customer),
      total,
      open: open.slice(0, shownOpen).map(briefOf),
      moreOpen: open.length > shownOpen,
      items: items.map(briefOf),
      repeats: repeatsIn(newest, now),
      satisfaction: satisfactionIn(newest),
      ...(last && items.length < total && { next: encodeCursor([last._id]) }),
    };
    return { history, newest };
  }
}

function briefOf({ _id: id, number, subject, type, product, status, priority, ...more }: BriefTicket): TicketBrief {
  const { assigneeName, satisfaction, createdAt } = more;
  return {
    id,
    number,
    subject,
    type,
    status,
    priority,
    ...(product !== undefined && { product }),
    ...(assigneeName !== undefined && { assigneeName }),
    ...(satisfaction && { rating: satisfaction.rating }),
    createdAt: createdAt.toISOString(),
  };
}
