import { Inject, Injectable } from '@nestjs/common';
import type { FieldDefinition } from '@deskbeat/contracts';
import { aggregateSchema, aggregateToken, type AggregateDocument, type AggregateStore } from '@deskbeat/persistence';
import { Schema } from 'mongoose';

export interface CustomerFieldsDocument extends AggregateDocument {
  fields: FieldDefinition[];
}

export const customerFieldsSchema = aggregateSchema<CustomerFieldsDocument>({ fields: Schema.Types.Mixed });

/** There is one set of them. */
export const theOnly = 'customer';

@Injectable()
export class CustomerFieldsStore {
  constructor(@Inject(aggregateToken('customer-fields')) readonly aggregates: AggregateStore<CustomerFieldsDocument>) {}

  load(): Promise<CustomerFieldsDocument | undefined> {
    return this.aggregates.load(theOnly);
  }
}
