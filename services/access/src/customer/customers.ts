import { Injectable } from '@nestjs/common';
import { listCustomers, type CustomerView } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';

const itself = { actor: { kind: 'system', id: 'access', name: 'Access' } } as const;

/** The customers, kept by intake. */
@Injectable()
export class Customers {
  constructor(private readonly bus: Bus) {}

  /** Who has an address now: of merged customers the one that counts. */
  async withEmail(email: string): Promise<CustomerView | undefined> {
    const { items } = await this.bus.ask(listCustomers, { identity: email }, itself);
    return items[0];
  }
}
