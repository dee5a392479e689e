import { Injectable } from '@nestjs/common';
import { Problem } from '@deskbeat/contracts';
import type { CustomerDocument } from './customer.schema.js';
import { CustomerStore } from './customer.store.js';

/** Duplicates of one customer at most: each is one more range to read in lists. */
const largest = 50;

/** Which customers count as which (docs/adr/0010-merged-customers-are-resolved-when-read.md). */
@Injectable()
export class Family {
  constructor(private readonly store: CustomerStore) {}

  /** The customer that counts for this one: itself, unless it was merged. */
  async headOf(customer: CustomerDocument): Promise<CustomerDocument> {
    let head = customer;
    while (head.mergedInto) head = await this.store.aggregates.need(head.mergedInto.id);
    return head;
  }

  /** All that were merged into a customer, directly or through others. */
  async mergedInto(id: string): Promise<string[]> {
    return (await this.membersOf(id)).slice(1);
  }

  /** The customer itself, then all that were merged into it. */
  async membersOf(id: string): Promise<string[]> {
    const members = [id];
    for (let newest = members; newest.length > 0;) {
      newest = await this.store.mergedInto(newest);
      members.push(...newest);
    }
    return members;
  }

  /** @throws Problem `validation-failed` when there would be too many of one */
  async checkRoom(sourceId: string, targetId: string): Promise<void> {
    const [joining, there] = await Promise.all([this.membersOf(sourceId), this.membersOf(targetId)]);
    if (joining.length + there.length <= largest + 1) return;
    const message = `would have more than ${largest} duplicates`;
    throw new Problem('validation-failed', { errors: [{ pointer: '/into', message }] });
  }
}
