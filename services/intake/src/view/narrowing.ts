import type { Status, Actor } from '@deskbeat/contracts';
import { conditionOf, facetOf } from '../search/conditions.js';
import type { Filter } from '../search/domain/filter.js';
import { phaseOf, type Phase } from '../ticket/domain/ticket-state.js';
import type { TicketFilter } from '../ticket/ticket.schema.js';

/** A filter of tickets in which what an index can begin with stands as plain values. */
export type Narrowed = TicketFilter & { $and?: object[] };

const facetKeys = new Set(['tag', 'product', 'region', 'watcher', 'collaborator']);
const isFacet = (key: string): boolean => facetKeys.has(key) || key.startsWith('field.');

/** Filters of a line as a filter of a list: phase, assignee, queue, customer and a facet for the index, the rest beside them. */
export function narrowedBy(filters: readonly Filter[], actor: Actor): Narrowed {
  const narrowed: Narrowed = {};
  const rest: Filter[] = [];
  for (const filter of filters) {
    const [value, ...more] = 'values' in filter ? filter.values : [];
    const isPlain = value !== undefined && more.length === 0 && !filter.not;
    if (filter.key === 'status' && !filter.not && 'values' in filter) {
      const phases = new Set(filter.values.map((status) => (status === 'open' ? 0 : phaseOf(status as Status))));
      if (phases.size === 1 && narrowed.phase === undefined) [narrowed.phase] = phases as Set<Phase>;
      if (value !== 'open' || more.length > 0) rest.push(filter);
    } else if (isPlain && filter.key === 'assignee' && narrowed.assigneeId === undefined) {
      narrowed.assigneeId = value === 'none' ? null : value === 'me' && actor.kind === 'person' ? actor.id : value;
      if (value === 'me' && actor.kind !== 'person') rest.push(filter);
    } else if (isPlain && filter.key === 'queue' && narrowed.queueId === undefined) narrowed.queueId = value;
    else if (isPlain && filter.key === 'customer' && narrowed.customerId === undefined) narrowed.customerId = value;
    else if (isPlain && isFacet(filter.key) && narrowed.facets === undefined) {
      narrowed.facets = facetOf(filter.key, value, actor);
    } else rest.push(filter);
  }
  const condition = conditionOf(rest, actor);
  return condition ? { ...narrowed, $and: [condition] } : narrowed;
}
