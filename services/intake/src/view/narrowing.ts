import type { Status, Actor } from '@deskbeat/contracts';
import { conditionOf, facetOf, fieldIn } from '../search/conditions.js';
import type { Filter } from '../search/domain/filter.js';
import { boundedFacet, snoozedFacet } from '../ticket/domain/facets.js';
import { phaseOf, type Phase } from '../ticket/domain/ticket-state.js';
import type { TicketFilter } from '../ticket/ticket.schema.js';

/** A filter of tickets in which what an index can begin with stands as plain values. */
export type Narrowed = TicketFilter;

/** Facets by what they are of, those that fewest tickets have first: the index is read by the first one. */
const rarest = ['field.', 'watcher', 'collaborator', 'snoozed', 'tag', 'product', 'region'];
const rankOf = (key: string): number =>
  rarest.findIndex((one) => key === one || (one === 'field.' && key.startsWith(one)));

/** Filters of a line as a filter of a list: phase, assignee, queue, customer and a facet for the index, the rest beside them. */
export function narrowedBy(filters: readonly Filter[], actor: Actor): Narrowed {
  const narrowed: Narrowed = {};
  const rest: Filter[] = [];
  const first = rarestIn(filters);
  for (const filter of filters) {
    const value = plainIn(filter);
    if (filter === first) {
      narrowed.facets = facetFor(filter, actor);
      if ('bounds' in filter) rest.push(filter);
    } else if (filter.key === 'status' && !filter.not && 'values' in filter) {
      const phases = new Set(filter.values.map((status) => (status === 'open' ? 0 : phaseOf(status as Status))));
      if (phases.size === 1 && narrowed.phase === undefined) [narrowed.phase] = phases as Set<Phase>;
      if (value !== 'open') rest.push(filter);
    } else if (value !== undefined && filter.key === 'assignee' && narrowed.assigneeId === undefined) {
      narrowed.assigneeId = value === 'none' ? null : value === 'me' && actor.kind === 'person' ? actor.id : value;
      if (value === 'me' && actor.kind !== 'person') rest.push(filter);
    } else if ('people' in filter && !filter.not && narrowed.assigneeId === undefined) {
      const { people, queues } = filter;
      narrowed.assigneeId = { $in: queues.length > 0 ? [...people, null] : [...people] };
      if (queues.length > 0) rest.push(filter);
    } else if (value !== undefined && filter.key === 'queue' && narrowed.queueId === undefined)
      narrowed.queueId = value === 'none' ? null : value;
    else if (filter.key === 'customer' && !filter.not && 'values' in filter && narrowed.customerId === undefined) {
      narrowed.customerId = value ?? { $in: filter.values };
    } else if (filter.key === 'snoozed' && value === 'no') narrowed.snoozedUntil = null;
    else rest.push(filter);
  }
  const condition = conditionOf(rest, actor);
  return condition ? { ...narrowed, $and: condition.$and as object[] } : narrowed;
}

/** The one value of a filter that is not turned round. */
function plainIn(filter: Filter): string | undefined {
  const [value, ...more] = 'values' in filter && !filter.not ? filter.values : [];
  return more.length === 0 ? value : undefined;
}

function rarestIn(filters: readonly Filter[]): Filter | undefined {
  const faceted = filters.filter((filter) => {
    const value = plainIn(filter);
    if ('bounds' in filter) return !filter.not;
    return value !== undefined && rankOf(filter.key) >= 0 && !(filter.key === 'snoozed' && value !== 'yes');
  });
  return faceted.sort((one, other) => rankOf(one.key) - rankOf(other.key))[0];
}

function facetFor(filter: Filter, actor: Actor): string {
  if ('bounds' in filter) return boundedFacet(fieldIn(filter.key));
  return filter.key === 'snoozed' ? snoozedFacet : facetOf(filter.key, plainIn(filter)!, actor);
}
