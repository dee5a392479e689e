import { Inject, Injectable } from '@nestjs/common';
import type { AccountRole } from '@deskbeat/contracts';
import {
  aggregateSchema,
  AggregateStore,
  aggregateToken,
  Journal,
  journalToken,
  type AggregateDocument,
} from '@deskbeat/persistence';

export interface RulesDocument extends AggregateDocument {
  secondFactorFor: AccountRole[];
}

export const rulesSchema = aggregateSchema<RulesDocument>({ secondFactorFor: [String] });

/** There is one set of them. */
export const theOnly = 'sign-in';

@Injectable()
export class RulesStore {
  constructor(
    @Inject(aggregateToken('access')) readonly aggregates: AggregateStore<RulesDocument>,
    @Inject(journalToken('access')) readonly journal: Journal,
  ) {}

  load(): Promise<RulesDocument | undefined> {
    return this.aggregates.load(theOnly);
  }
}
