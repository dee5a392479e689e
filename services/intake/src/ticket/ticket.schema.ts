import type { Status, TicketOrder } from '@deskbeat/contracts';
import { aggregateSchema, type AggregateDocument } from '@deskbeat/persistence';
import type { Phase, Ticket } from './domain/ticket-state.js';

export type TicketDocument = Ticket & AggregateDocument;

export const ticketSchema = aggregateSchema<TicketDocument>({
  number: String,
  subject: String,
  type: String,
  priority: String,
  status: String,
  channel: String,
  customerId: String,
  assigneeId: String,
  queueId: String,
  phase: Number,
  dueSort: Date,
  updatedAt: Date,
  intakeKey: String,
  followUpOf: String,
  quietAt: Date,
  snoozedUntil: Date,
  keptSince: Date,
});
ticketSchema.index({ number: 1 }, { unique: true, name: 'number' });
ticketSchema.index({ intakeKey: 1 }, { unique: true, sparse: true, name: 'intakeKey' });
ticketSchema.index({ followUpOf: 1 }, { unique: true, sparse: true, name: 'followUpOf' });
ticketSchema.index({ phase: 1, dueSort: 1, _id: 1 }, { name: 'due' });
ticketSchema.index({ assigneeId: 1, phase: 1, dueSort: 1, _id: 1 }, { name: 'assignee' });
ticketSchema.index({ assigneeId: 1, _id: 1 }, { name: 'assigneeNewest' });
ticketSchema.index({ queueId: 1, phase: 1, dueSort: 1, _id: 1 }, { name: 'queue' });
ticketSchema.index({ phase: 1, _id: 1 }, { name: 'newest' });
ticketSchema.index({ customerId: 1, _id: 1 }, { name: 'customer' });
ticketSchema.index({ customerId: 1, phase: 1, dueSort: 1, _id: 1 }, { name: 'customerDue' });
ticketSchema.index({ updatedAt: 1, _id: 1 }, { name: 'updated' });
const faceted = { partialFilterExpression: { facets: { $exists: true } } };
ticketSchema.index({ facets: 1, phase: 1, dueSort: 1, _id: 1 }, { ...faceted, name: 'facetDue' });
ticketSchema.index({ facets: 1, phase: 1, _id: 1 }, { ...faceted, name: 'facetNewest' });
ticketSchema.index({ facets: 1, updatedAt: 1, _id: 1 }, { ...faceted, name: 'facetUpdated' });
ticketSchema.index({ 'links.to': 1 } as never, { sparse: true, name: 'links' });
ticketSchema.index({ snoozedUntil: 1 }, { sparse: true, name: 'snoozed' });
ticketSchema.index(
  { keptSince: 1, _id: 1 },
  { name: 'kept', partialFilterExpression: { keptSince: { $exists: true } } },
);
ticketSchema.index({ quietAt: 1 }, { sparse: true, name: 'quiet' });

/** What a list is narrowed to: plain values that were validated, never operators. */
export interface TicketFilter {
  phase?: Phase;
  status?: Status;
  priority?: string;
  type?: string;
  /** null: nobody's. */
  assigneeId?: string | null | { $in: (string | null)[] };
  customerId?: string | { $in: string[] };
  queueId?: string | null;
  /** Begins the index where it is there (see `facetsOf`). */
  facets?: string;
  /** null: those that are not out of the way. */
  snoozedUntil?: null;
  /** What is looked at beside the index. */
  $and?: object[];
}

const facetIndexes = { due: 'facetDue', newest: 'facetNewest', updated: 'facetUpdated' } as const;

/**
 * The index that a list reads. A planner would guess from what it saw last; here it is known what stays small: open and
 * resolved tickets, those of one customer, those of one person. Closed ones only grow.
 */
export function indexFor(filter: TicketFilter, order: TicketOrder): string {
  const { phase, assigneeId, customerId, queueId, facets } = filter;
  const isShort = phase === 0;
  if (customerId !== undefined) return order === 'due' ? 'customerDue' : 'customer';
  if (facets !== undefined && !(typeof assigneeId === 'string' && isShort)) return facetIndexes[order];
  if (assigneeId !== undefined) return order === 'due' || isShort ? 'assignee' : 'assigneeNewest';
  switch (order) {
    case 'due':
      return queueId === undefined ? 'due' : 'queue';
    case 'newest':
      return phase === undefined ? '_id_' : 'newest';
    case 'updated':
      // The open ones are among those that changed last.
      return 'updated';
  }
}
