import type { Actor } from '@deskbeat/contracts';
import { gone } from './forget.js';

/** What of an entry of a timeline or a history may tell who somebody is. */
export interface Entry {
  subject: string;
  actor: Actor;
  data: object;
  text?: string;
  html?: string;
}

/** Words that people wrote, by the names that contracts give them. */
const words = new Set(['subject', 'reason', 'resolution', 'comment', 'location', 'serial']);
const dropped = new Set(['requesterId', 'fields', 'customerFields', 'attributes', 'timeZone', 'organisationIds']);

/**
 * The entry without words, names and addresses, in the shape that its contract asks for.
 * @returns nothing where there is nothing of the kind in it
 */
export function scrubbed(entry: Entry, pseudonym: string): Pick<Entry, 'data' | 'actor'> | undefined {
  const data = scrubbedFacts(entry.data, pseudonym) as object;
  const actor = entry.actor.kind === 'customer' ? withoutName(entry.actor) : entry.actor;
  const isSame = JSON.stringify([data, actor]) === JSON.stringify([entry.data, entry.actor]);
  return isSame && entry.text === undefined && entry.html === undefined ? undefined : { data, actor };
}

function scrubbedFacts(value: unknown, pseudonym: string): unknown {
  if (Array.isArray(value)) return value.map((one) => scrubbedFacts(one, pseudonym));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const facts = Object.entries(value as Record<string, unknown>).flatMap(([key, inner]): [string, unknown][] => {
    if (key === 'changes') return [[key, withoutChanges(inner as Record<string, unknown>, pseudonym)]];
    if (key === 'attachments') return [[key, (inner as object[]).map((file) => ({ ...file, name: 'file' }))]];
    if (dropped.has(key) && typeof inner === 'object' && !Array.isArray(inner)) return [];
    if (key === 'requesterId' || key === 'timeZone' || key === 'organisationIds') return [];
    if (key === 'customerName' || key === 'name') return [[key, pseudonym]];
    if (key === 'recipient' && typeof inner === 'string' && inner.includes('@')) return [[key, pseudonym]];
    if (words.has(key) && typeof inner === 'string') return [[key, gone]];
    return [[key, scrubbedFacts(inner, pseudonym)]];
  });
  return Object.fromEntries(facts);
}

/** That something changed stays, and what it is where that is a choice. */
function withoutChanges(changes: Record<string, unknown>, pseudonym: string): object {
  const told = Object.entries(changes).map(([field, change]) => {
    if (field === 'name' || field === 'customerName') return [field, { from: null, to: pseudonym }];
    const isWords = words.has(field) || dropped.has(field) || field.startsWith('fields.');
    return [field, isWords ? { from: null, to: null } : change];
  });
  return Object.fromEntries(told) as object;
}

const withoutName = ({ kind, id }: Actor): Actor => ({ kind, id });
