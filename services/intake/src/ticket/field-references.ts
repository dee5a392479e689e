import { Injectable } from '@nestjs/common';
import type { FieldChanges, FieldDefinition, FieldError } from '@deskbeat/contracts';
import { CustomerStore } from '../customer/customer.store.js';

/** Whether what fields point to is there. */
@Injectable()
export class FieldReferences {
  constructor(private readonly customers: CustomerStore) {}

  /** One error for each value that names nobody. */
  async errors(definitions: readonly FieldDefinition[], changes: FieldChanges): Promise<FieldError[]> {
    const named = definitions.filter(({ key, kind }) => kind === 'customer' && typeof changes[key] === 'string');
    const known = await Promise.all(named.map(({ key }) => this.customers.aggregates.load(changes[key] as string)));
    const nobodys = named.filter((_, index) => !known[index]);
    return nobodys.map(({ key }) => ({ pointer: `/fields/${key}`, message: 'is no customer of ours' }));
  }
}
