import type { RoutingTrial, TriedMove, TriedRule } from '@deskbeat/contracts';
import type { Route } from './route.js';

export interface Tried {
  id: string;
  number: string;
  /** Where it is. */
  queueId: string;
  /** Where it would go. */
  route: Route;
}

const named = 100;

/** Sums up where tickets would have gone, most tickets first. */
export function trialOf(tickets: readonly Tried[]): RoutingTrial {
  const routes = new Map<string, TriedRule>();
  const moves: TriedMove[] = [];
  for (const { id, number, queueId, route } of tickets) {
    const way = {
      queueId: route.queueId,
      ...(route.rule && { ruleId: route.rule.id }),
      ...(route.personId !== undefined && { personId: route.personId }),
    };
    const key = JSON.stringify(way);
    const before = routes.get(key) ?? { ...way, tickets: 0 };
    routes.set(key, { ...before, tickets: before.tickets + 1 });
    if (route.queueId === queueId || moves.length === named) continue;
    const rule = route.rule && { ruleId: route.rule.id };
    moves.push({ ticketId: id, number, fromQueueId: queueId, toQueueId: route.queueId, ...rule });
  }
  const order = [...routes.values()].sort((a, b) => b.tickets - a.tickets || (a.queueId < b.queueId ? -1 : 1));
  return { tickets: tickets.length, routes: order, moves };
}
