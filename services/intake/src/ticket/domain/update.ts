import {
  limits,
  ticketUpdated,
  type FieldError,
  type FieldValues,
  type TicketUpdated,
  type UpdateTicket,
} from '@deskbeat/contracts';
import { changed, checkNotClosed, checkSeen } from './change.js';
import { sameValue, stillFitting, withChanges } from './field-values.js';
import { isRequiredIn } from './moves.js';
import { fact, nothingToDo, type Decision } from './revision.js';
import { tagsIn } from './tags.js';
import { refuse, typeErrors, type TicketRules } from './rules.js';
import type { Ticket, TicketFields } from './ticket-state.js';

const columns = ['subject', 'type', 'priority', 'tags', 'affected', 'product', 'region', 'plannedFor'] as const;
type Columns = Pick<TicketFields, (typeof columns)[number]>;
type Changes = TicketUpdated['changes'];

/**
 * Another type keeps the fields and steps that it has as well.
 * @throws Problem `version-conflict`, `move-not-allowed` when it is closed, `validation-failed` with `/fields/<key>`
 */
export function update(ticket: Ticket, command: UpdateTicket, now: Date, rules: TicketRules): Decision {
  checkSeen(ticket, command.seenVersion, now, rules);
  checkNotClosed(ticket);
  const wanted = columnsAfter(ticket, command);
  if (wanted.tags.length > Math.max(limits.tags, ticket.tags.length)) {
    refuse([{ pointer: '/tags', message: `a ticket has at most ${limits.tags} tags` }]);
  }
  const fields = fieldsAfter(ticket, command, wanted.type, rules);
  const changes: Changes = { ...columnChanges(ticket, wanted), ...fieldChanges(ticket.fields ?? {}, fields) };
  if (Object.keys(changes).length === 0) return nothingToDo;
  const ticked = tickedAfter(ticket, wanted.type, rules);
  const defaultQueue = queueChange(ticket.type, wanted.type, rules);
  return changed(ticket, now, [fact(ticketUpdated, { changes, defaultQueue })], {
    ...wanted,
    ticked,
    fields: filled(fields),
  });
}

function columnsAfter(ticket: Ticket, { clear = [], ...command }: UpdateTicket): Columns {
  const wanted: Columns = {
    subject: command.subject ?? ticket.subject,
    type: command.type ?? ticket.type,
    priority: command.priority ?? ticket.priority,
    tags: command.tags ? tagsIn(command.tags) : ticket.tags,
    affected: command.affected ?? ticket.affected,
    product: command.product ?? ticket.product,
    region: command.region ?? ticket.region,
    plannedFor: command.plannedFor === undefined ? ticket.plannedFor : new Date(command.plannedFor),
  };
  for (const name of clear) wanted[name] = undefined;
  return wanted;
}

function columnChanges(ticket: Ticket, wanted: Columns): Changes {
  const told = columns
    .map((name) => ({ name, from: tellable(ticket[name]), to: tellable(wanted[name]) }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return Object.fromEntries(told.map(({ name, ...change }) => [name, change]));
}

const tellable = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

function fieldsAfter(ticket: Ticket, command: UpdateTicket, type: string, rules: TicketRules): FieldValues {
  const isOther = type !== ticket.type;
  if (isOther) refuse(typeErrors(type, rules));
  const definitions = rules.types.get(type)?.fields ?? [];
  const before = ticket.fields ?? {};
  const kept = isOther ? stillFitting(definitions, before) : before;
  const { values, errors } = withChanges(definitions, kept, command.fields ?? {});
  const emptied = definitions.filter(
    (field) =>
      isRequiredIn(field, ticket.status) && Object.hasOwn(kept, field.key) && !Object.hasOwn(values, field.key),
  );
  const needed = emptied.map(({ key }): FieldError => ({
    pointer: `/fields/${key}`,
    message: `is needed while it is ${ticket.status}`,
  }));
  refuse([...errors, ...needed]);
  return values;
}

function fieldChanges(before: FieldValues, after: FieldValues): Changes {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const different = keys.filter((key) => !sameValue(was.get(key), is.get(key)));
  return Object.fromEntries(
    different.map((key) => [`fields.${key}`, { from: was.get(key) ?? null, to: is.get(key) ?? null }]),
  );
}

const filled = (fields: FieldValues): FieldValues | undefined => (Object.keys(fields).length > 0 ? fields : undefined);

function queueChange(former: string, type: string, { types }: TicketRules): TicketUpdated['defaultQueue'] {
  const queueOf = (key: string): string | null => types.get(key)?.defaultQueueId ?? null;
  const [from, to] = [queueOf(former), queueOf(type)];
  return from === to ? undefined : { from, to };
}

function tickedAfter({ type: former, ticked }: Ticket, type: string, { types }: TicketRules): Ticket['ticked'] {
  if (type === former || !ticked) return ticked;
  const steps = new Set(types.get(type)?.steps.map(({ key }) => key));
  const kept = ticked.filter(({ step }) => steps.has(step));
  return kept.length > 0 ? kept : undefined;
}
