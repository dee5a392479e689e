import type { Filter as MongoFilter } from 'mongodb';
import { Problem, type Actor } from '@deskbeat/contracts';
import { facet, personFacet, snoozedFacet } from '../ticket/domain/facets.js';
import type { Bounds } from './domain/bounds.js';
import type { Filter } from './domain/filter.js';
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
  const field = fields[filter.key]!;
  if ('values' in filter) {
    const wanted = filter.values.map((value) => valueOf(filter.key, value, actor));
    if (filter.key === 'snoozed') return snoozedClause(filter.values, filter.not);
    if (isFaceted(filter.key)) {
      const facets = filter.values.map((value) => facetOf(filter.key, value, actor));
      return { facets: filter.not ? { $nin: facets } : { $in: facets } };
    }
    if (filter.key === 'status' && filter.values.includes('open')) {
      const open = { $or: [{ phase: 0 }, { status: { $in: wanted } }] };
      return filter.not ? { $nor: [open] } : open;
    }
    return { [field]: filter.not ? { $nin: wanted } : { $in: wanted } };
  }
  if ('bounds' in filter) return signed(filter, { [`fields.${fieldIn(filter.key)}`]: boundsOf(filter.bounds) });
  if ('people' in filter) {
    const waiting = { assigneeId: null, queueId: { $in: filter.queues } };
    return signed(filter, { $or: [{ assigneeId: { $in: filter.people } }, waiting] });
  }
  const { from, to } = filter;
  const bounds = { [field]: { ...(from && { $gte: from }), ...(to && { $lt: to }) } };
  return signed(filter, bounds);
}

const signed = ({ not }: Filter, clause: object): object => (not ? { $nor: [clause] } : clause);

/** `field.cost` → `cost`. */
export const fieldIn = (key: string): string => key.slice(key.indexOf('.') + 1);

export function boundsOf({ above, least, below, most }: Bounds): object {
  const all = { $gt: above, $gte: least, $lt: below, $lte: most };
  return Object.fromEntries(Object.entries(all).filter(([, bound]) => bound !== undefined));
}

const people = new Set(['assignee', 'watcher', 'collaborator']);

/** What has no column of its own is a facet. */
const isFaceted = (key: string): boolean => !Object.hasOwn(fields, key);

export function facetOf(key: string, value: string, actor: Actor): string {
  const wanted = valueOf(key, value, actor)!;
  return key === 'watcher' || key === 'collaborator' ? personFacet(key, wanted) : facet(key, wanted);
}

function snoozedClause(values: readonly string[], not: boolean): object {
  const isWanted = values.includes('yes') !== not;
  if (new Set(values).size > 1) return not ? { _id: { $in: [] } } : {};
  return isWanted ? { facets: snoozedFacet } : { snoozedUntil: null };
}

function valueOf(key: string, value: string, actor: Actor): string | null {
  if (value === 'none' && (key === 'assignee' || key === 'queue')) return null;
  if (!people.has(key)) return value;
  if (value !== 'me') return value;
  if (actor.kind === 'person') return actor.id;
  const message = `${key}:me can only be asked by a person`;
  throw new Problem('validation-failed', { errors: [{ pointer: '/q', message }] });
}
