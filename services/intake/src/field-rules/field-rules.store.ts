import { Inject, Injectable } from '@nestjs/common';
import type { FieldRule } from '@deskbeat/contracts';
import {
  aggregateSchema,
  aggregateToken,
  type AggregateDocument,
  type AggregateSpec,
  type AggregateStore,
} from '@deskbeat/persistence';
import { Schema } from 'mongoose';

export interface FieldRulesDocument extends AggregateDocument {
  rules: FieldRule[];
}

const fieldRulesSchema = aggregateSchema<FieldRulesDocument>({ rules: Schema.Types.Mixed });

export const fieldRulesAggregates: AggregateSpec[] = [
  { name: 'FieldRules', entity: 'field-rules', schema: fieldRulesSchema, collection: 'field_rules' },
];

/** There is one set of them. */
export const theOnly = 'rules';

@Injectable()
export class FieldRulesStore {
  constructor(@Inject(aggregateToken('field-rules')) readonly aggregates: AggregateStore<FieldRulesDocument>) {}

  load(): Promise<FieldRulesDocument | undefined> {
    return this.aggregates.load(theOnly);
  }
}
