import { Schema } from 'mongoose';
import type { JournalEntry } from './aggregate.js';

/** Nested facts keep the shape that their contract gives them; mongoose must not cast, reorder or drop anything. */
const { Mixed } = Schema.Types;

/** Fields and index that every aggregate schema has. */
export function aggregateSchema<D>(fields: Record<string, unknown>): Schema<D> {
  const schema = new Schema<D>(
    {
      _id: String,
      version: { type: Number, required: true },
      stamp: String,
      past: { type: [String], default: undefined },
      outbox: { type: Mixed, default: undefined },
      ...fields,
    } as never,
    { versionKey: false, minimize: false, strict: 'throw' },
  );
  schema.index({ 'outbox.at': 1 } as never, { sparse: true, name: 'outbox' });
  return schema;
}

export const journalSchema = new Schema<JournalEntry>(
  {
    _id: String,
    aggregateId: String,
    subject: String,
    version: Number,
    at: Date,
    actor: Mixed,
    data: Mixed,
    text: String,
    html: String,
    traceparent: String,
  } as never,
  { versionKey: false, minimize: false },
);
journalSchema.index({ aggregateId: 1, version: 1 });
journalSchema.index({ at: 1, version: 1 });
// Most entries say nothing in words: what was said is found without them.
journalSchema.index({ aggregateId: 1 }, { name: 'texts', partialFilterExpression: { text: { $exists: true } } });
