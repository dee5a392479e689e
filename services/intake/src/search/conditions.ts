import type { Filter as MongoFilter } from 'mongodb';
import { Problem, type Actor } from '@deskbeat/contracts';
import type { Filter } from './domain/filter.js';
import { facet } from '../ticket/domain/facets.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';

const fields: Readonly<Record<string, string>> = {
  status: 'status',
  priority: 'priority',
  type: 'type',
  channel: 'channel',
  tier: 'tier',
  customer: 'customerId',
  assignee: 'assigneeId',
  queue: 'queueId',
  created: 'createdAt',
  updated: 'updatedAt',
  due: 'dueSort',
};

/** Filters as a condition on tickets. Values are plain strings and dates; all operators are written here. */
export function conditionOf(filters: readonly Filter[], actor: Actor): MongoFilter<TicketDocument> | undefined {
  if (filters.length === 0) return undefined;
  return { $and: filters.map((filter) => clauseOf(filter, actor)) } as MongoFilter<TicketDocument>;
}

function clauseOf(filter: Filter, actor: Actor): object {
  const field = fields[filter.key] ?? 'facets';
  if ('values' in filter) {
    const wanted = filter.values.map((value) => valueOf(filter.key, value, actor));
    if (filter.key === 'status' && filter.values.includes('open')) {
      const open = { $or: [{ phase: 0 }, { status: { $in: wanted } }] };
      return filter.not ? { $nor: [open] } : open;
    }
    return { [field]: filter.not ? { $nin: wanted } : { $in: wanted } };
  }
  const { from, to } = filter;
  const bounds = { [field]: { ...(from && { $gte: from }), ...(to && { $lt: to }) } };
  return filter.not ? { $nor: [bounds] } : bounds;
}

function valueOf(key: string, value: string, actor: Actor): string | null {
  if (!(key in fields)) return facet(key, value);
  if (key !== 'assignee') return value;
  if (value === 'none') return null;
  if (value !== 'me') return value;
  if (actor.kind === 'person') return actor.id;
  const message = 'assignee:me can only be asked by a person';
  throw new Problem('validation-failed', { errors: [{ pointer: '/q', message }] });
}
