import { Schema } from 'mongoose';
import { aggregateSchema, type AggregateDocument } from '@deskbeat/persistence';
import type { Customer } from './domain/customer.js';

export type CustomerDocument = Customer & AggregateDocument;

const { Mixed } = Schema.Types;

export const customerSchema = aggregateSchema<CustomerDocument>({
  kind: String,
  name: String,
  tier: String,
  region: String,
  language: String,
  timeZone: String,
  notes: String,
  identities: { type: [Mixed], default: undefined },
  organisationIds: { type: [String], default: undefined },
  fields: Mixed,
  mergedInto: Mixed,
  claims: { type: [Mixed], default: undefined },
  createdAt: Date,
  updatedAt: Date,
});
customerSchema.index({ 'identities.key': 1 }, { unique: true, sparse: true, name: 'identities' });
customerSchema.index({ 'mergedInto.id': 1 }, { sparse: true, name: 'mergedInto' });
customerSchema.index({ 'claims.at': 1 }, { sparse: true, name: 'claims' });
customerSchema.index({ organisationIds: 1, _id: 1 }, { sparse: true, name: 'organisation' });
