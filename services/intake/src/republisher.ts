import { Inject, Injectable } from '@nestjs/common';
import type { Republished } from '@deskbeat/contracts';
import { Journal, journalToken } from '@deskbeat/persistence';

/** Rebuilds this service's part of a lost or restored stream. */
@Injectable()
export class Republisher {
  constructor(
    @Inject(journalToken('customer')) private readonly customers: Journal,
    @Inject(journalToken('customer-fields')) private readonly customerFields: Journal,
    @Inject(journalToken('field-rules')) private readonly fieldRules: Journal,
    @Inject(journalToken('asset')) private readonly assets: Journal,
    @Inject(journalToken('ticket-type')) private readonly types: Journal,
    @Inject(journalToken('ticket')) private readonly tickets: Journal,
  ) {}

  async republish(since: Date): Promise<Republished> {
    const { customers, customerFields, fieldRules, assets, types, tickets } = this;
    let published = 0;
    for (const journal of [customers, customerFields, fieldRules, assets, types, tickets])
      published += await journal.republish(since);
    return { published };
  }
}
