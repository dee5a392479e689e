import { Injectable } from '@nestjs/common';
import { CustomerStore } from '../customer/customer.store.js';
import { Family } from '../customer/family.js';
import { termsOf } from './domain/search-terms.js';
import { TermStore } from './terms.store.js';

/** Keeps what customers are found by. What to keep is read anew each time, so that facts may come twice and late. */
@Injectable()
export class CustomerTerms {
  constructor(
    private readonly customers: CustomerStore,
    private readonly family: Family,
    private readonly terms: TermStore,
  ) {}

  /** Again when somebody changed the customer meanwhile: another replica may have written the newer terms before. */
  async refresh(id: string): Promise<void> {
    for (;;) {
      const customer = await this.customers.aggregates.load(id);
      if (!customer) return;
      const { mergedInto, version } = customer;
      const others = mergedInto ? [] : (await this.family.membersOf(id)).slice(1);
      const members = others.length > 0 ? [...(await this.customers.byIds(others)).values()] : [];
      await this.terms.replace(id, mergedInto ? [] : termsOf([customer, ...members]));
      const now = await this.customers.aggregates.load(id);
      if (now?.version === version) return;
    }
  }

  /** Both sides of a merge, or of its undoing; the other one up to the customer that counts. */
  async refreshBoth(id: string, other: string): Promise<void> {
    await this.refresh(id);
    const counting = await this.customers.aggregates.load(other);
    if (counting) await this.refresh((await this.family.headOf(counting))._id);
  }
}
