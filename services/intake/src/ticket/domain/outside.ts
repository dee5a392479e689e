import type { FieldValues, TicketView } from '@deskbeat/contracts';
import { customersMovesOf } from './moves.js';
import type { TicketRules } from './rules.js';
import type { Ticket } from './ticket-state.js';
import { cardOf } from './ticket-view.js';

/** The ticket as its customer sees it: without what is between those who work on it. */
export function outsideOf(ticket: Ticket, now: Date, rules: TicketRules): TicketView {
  const {
    assigneeId,
    queueId,
    watchers,
    collaborators,
    snoozed,
    parentId,
    children,
    nextMarkAt,
    affected,
    fields,
    ...shown
  } = cardOf(ticket, now, rules);
  const moves = customersMovesOf(ticket, now, rules).map(({ to, needs }) => ({ to, needs: [...needs] }));
  return { ...shown, fields: asked(ticket, rules), tags: [], clocks: [], moves };
}

/** Values of the fields that customers are asked for. */
function asked({ type, fields = {} }: Ticket, { types }: TicketRules): FieldValues | undefined {
  const definitions = types.get(type)?.fields ?? [];
  const keys = new Set(definitions.flatMap(({ key, visibleToCustomer }) => (visibleToCustomer ? [key] : [])));
  const values = Object.entries(fields).filter(([key]) => keys.has(key));
  return values.length > 0 ? Object.fromEntries(values) : undefined;
}
