import {
  CustomerView,
  DraftView,
  MessageView,
  ticketNoted,
  ticketNoteEdited,
  TicketView,
  TimelineEntry,
  type FieldValues,
  type PayloadClass,
} from '@deskbeat/contracts';
import { veiledFacts, withoutKeys, type FieldSight } from '@deskbeat/permissions';

type Part = Record<string, unknown>;
/** Takes out of a part of an answer what is kept from somebody. */
export type Veil = (part: Part, sight: FieldSight) => Part;

const notes: readonly string[] = [ticketNoted.subject, ticketNoteEdited.subject];

function without(part: Part, names: readonly string[]): Part {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name)));
}

function withFields(part: Part, hidden: readonly string[]): Part {
  if (part.fields === undefined || hidden.length === 0) return part;
  const fields = withoutKeys(part.fields as FieldValues, hidden);
  return Object.keys(fields).length > 0 ? { ...part, fields } : without(part, ['fields']);
}

/** Identities of a customer that somebody sees. */
export const seenOf = <T extends { kind: string }>(sight: FieldSight, identities: readonly T[]): T[] =>
  identities.filter(({ kind }) => sight.sees('customer', kind));

const ticket: Veil = (part, sight) => withFields(part, sight.hiddenKeys('ticket'));

const customer: Veil = (part, sight) => {
  const hidden = (['email', 'phone', 'notes'] as const).filter((name) => !sight.sees('customer', name));
  const identities = part.identities as CustomerView['identities'];
  const fields = withFields(part, sight.hiddenKeys('customer'));
  return { ...without(fields, hidden), identities: seenOf(sight, identities) };
};

const message: Veil = (part, sight) => (sight.sees('customer', 'email') ? part : without(part, ['customerEmail']));

/** A colleague may share the draft of a note. */
const draft: Veil = (part, sight) =>
  part.kind === 'note' && !sight.sees('ticket', 'notes') ? without(part, ['text', 'html']) : part;

/** That there was a note stays: the entries of a timeline have no gaps. */
const entry: Veil = (part, sight) => {
  const data = veiledFacts(part.data as object, sight);
  if (sight.sees('ticket', 'notes')) return { ...part, data };
  const rest = { ...without(part, ['quoted']), data };
  return notes.includes(String(part.subject))
    ? { ...without(rest, ['text', 'html']), data: without(data as Part, ['attachments', 'mentions', 'length']) }
    : rest;
};

/** By class of what is answered. */
export const veils = new Map<PayloadClass, Veil>([
  [TicketView, ticket],
  [CustomerView, customer],
  [DraftView, draft],
  [MessageView, message],
  [TimelineEntry, entry],
]);
