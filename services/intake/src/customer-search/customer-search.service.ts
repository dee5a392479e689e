import { Injectable } from '@nestjs/common';
import type { CustomerList, DuplicateList, FindDuplicates, SearchCustomers } from '@deskbeat/contracts';
import { decodeCursor, encodeCursor } from '@deskbeat/persistence';
import { CustomerStore } from '../customer/customer.store.js';
import type { CustomerDocument } from '../customer/customer.schema.js';
import { viewOf } from '../customer/domain/customer-view.js';
import { seenOf } from '../field-rules/veils.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { isSuspicious, likenessOf } from './domain/likeness.js';
import { beginningIn, termsOf } from './domain/search-terms.js';
import { termOf, TermStore, type TermEntry } from './terms.store.js';

/** Customers that are compared with one at most, for each of its terms. */
const compared = 50;

/** Customers by the beginning of what is known of them, and those that look alike. */
@Injectable()
export class CustomerSearch {
  constructor(
    private readonly customers: CustomerStore,
    private readonly terms: TermStore,
    private readonly sights: FieldSights,
  ) {}

  /** In order of what was found; each customer once, by its first term that begins so. */
  async find({ q, cursor, limit = 20 }: SearchCustomers): Promise<CustomerList> {
    const start = beginningIn(q);
    if (start === '') return { items: [] };
    let at = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const found: TermEntry[] = [];
    let isMore = true;
    while (isMore && found.length <= limit) {
      const read = await this.terms.beginning(start, at, limit + 1);
      found.push(...(await this.firstOnly(read, start)));
      isMore = read.length > limit;
      at = read.at(-1)?._id;
    }
    const page = found.slice(0, limit);
    const known = await this.customers.byIds(page.map(({ customerId }) => customerId));
    const sight = await this.sights.ofAnswered();
    const isSeen = ({ name, identities = [] }: CustomerDocument): boolean =>
      !sight || termsOf([{ name, identities: seenOf(sight, identities) }]).some((term) => term.startsWith(start));
    const items = page
      .flatMap(({ customerId }) => known.get(customerId) ?? [])
      .filter(isSeen)
      .map(viewOf);
    return { items, ...(found.length > limit && { next: encodeCursor([page.at(-1)!._id]) }) };
  }

  /** @throws Problem `not-found` */
  async duplicates({ customerId }: FindDuplicates): Promise<DuplicateList> {
    const customer = await this.customers.aggregates.need(customerId);
    const terms = termsOf([customer]);
    const entries = await Promise.all(terms.map((term) => this.terms.exactly(term, compared)));
    const ids = new Set(entries.flat().map((entry) => entry.customerId));
    ids.delete(customerId);
    const others = [...(await this.customers.byIds([...ids])).values()].filter(({ mergedInto }) => !mergedInto);
    const items = others
      .map((other) => ({ other, because: likenessOf(customer, other) }))
      .filter(({ because }) => isSuspicious(because, customer.name))
      .sort((a, b) => b.because.length - a.because.length)
      .slice(0, compared)
      .map(({ other, because }) => ({ customer: viewOf(other), because }));
    return { items };
  }

  /** Without entries of a customer that has an earlier one with the same beginning: it is on this page or one before. */
  private async firstOnly(read: readonly TermEntry[], start: string): Promise<TermEntry[]> {
    const all = await this.terms.of([...new Set(read.map(({ customerId }) => customerId))]);
    const first = new Map<string, string>();
    for (const entry of all) {
      if (termOf(entry).startsWith(start) && !first.has(entry.customerId)) first.set(entry.customerId, entry._id);
    }
    return read.filter(({ _id, customerId }) => first.get(customerId) === _id);
  }
}
