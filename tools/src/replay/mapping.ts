import { limits, priorities, ticketTypes, type Priority, type TicketType } from '@deskbeat/contracts';
import { UsageProblem } from '../command/run-command.js';

export const fields = ['subject', 'text', 'type', 'priority', 'tags', 'email', 'name'] as const;
export type Field = (typeof fields)[number];

/** Which column is read for a field, and what its values mean here. */
export interface Mapping {
  columns: Record<Field, string[]>;
  values: { priority: Record<string, Priority>; type: Record<string, TicketType> };
}

/** One row as it is sent. */
export interface Issue {
  subject: string;
  text?: string;
  type?: TicketType;
  priority?: Priority;
  customer: { email: string; name?: string };
  tags?: string[];
}

export const defaultMapping: Mapping = {
  columns: {
    subject: ['subject', 'title', 'summary'],
    text: ['body', 'text', 'description', 'message'],
    type: ['type', 'ticket_type'],
    priority: ['priority'],
    tags: ['tags', 'labels'],
    email: ['email', 'customer_email', 'requester_email'],
    name: ['name', 'customer', 'customer_name', 'requester'],
  },
  values: {
    priority: { critical: 'urgent', normal: 'medium', ...identity(priorities) },
    type: { ...identity(ticketTypes), question: 'inquiry', bug: 'fault', feature: 'feature-request' },
  },
};

function identity<T extends string>(values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value) => [value, value])) as Record<string, T>;
}

/**
 * Adds rules to a mapping: `subject=Title` names a column, `priority.high=urgent` and `type.Incident=fault` say what a
 * value means.
 * @throws UsageProblem when a rule names no field or no value of ours
 */
export function withRules(mapping: Mapping, rules: readonly string[]): Mapping {
  const { columns, values } = structuredClone(mapping);
  for (const rule of rules) {
    const [, key, means] = /^([^=]+)=(.+)$/s.exec(rule) ?? [];
    if (!key || !means) throw new UsageProblem(`--map takes field=column or field.value=ours, not "${rule}"`);
    const [, field, value] = /^(priority|type)\.(.+)$/s.exec(key) ?? [];
    if (field === 'priority') values.priority[keyOf(value!)] = oneOf(priorities, means, rule);
    else if (field === 'type') values.type[keyOf(value!)] = oneOf(ticketTypes, means, rule);
    else columns[oneOf(fields, key, rule)] = [means];
  }
  return { columns, values };
}

/** Rules out of a JSON file: `{ "subject": "Title", "priority": { "high": "urgent" } }`. */
export function rulesFrom(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) throw new UsageProblem('a mapping file holds one JSON object');
  return Object.entries(json).flatMap(([field, means]) =>
    typeof means === 'object' && means !== null
      ? Object.entries(means as object).map(([value, ours]) => `${field}.${value}=${String(ours)}`)
      : [`${field}=${String(means)}`],
  );
}

const keyOf = (value: string): string => value.trim().toLowerCase();

function oneOf<T extends string>(known: readonly T[], given: string, rule: string): T {
  const found = known.find((one) => one === given);
  if (!found) throw new UsageProblem(`--map ${rule}: "${given}" is none of ${known.join(', ')}`);
  return found;
}

/** A row that means nothing here, or an issue and the values in it that no rule explains. */
export type Mapped = { issue: Issue; unexplained: string[] } | { skipped: string };

const customers = 500;

/** @param row 1 for the first; also chooses the made-up customer of a row that names none */
export function mapRow(record: Readonly<Record<string, unknown>>, row: number, { columns, values }: Mapping): Mapped {
  const cell = (field: Field) => text(columns[field].map((column) => record[column]).find((value) => text(value)));
  const body = cell('text').slice(0, limits.text);
  const subject = oneLine(cell('subject') || body.split('\n')[0]!);
  if (!subject) return { skipped: 'it has neither subject nor text' };
  const unexplained: string[] = [];
  const meaning = <T>(field: 'type' | 'priority', known: Record<string, T>): T | undefined => {
    const value = cell(field);
    if (!value) return undefined;
    if (Object.hasOwn(known, keyOf(value))) return known[keyOf(value)];
    unexplained.push(`${field}.${value}`);
    return undefined;
  };
  const type = meaning('type', values.type);
  const priority = meaning('priority', values.priority);
  const tags = tagsOf(cell('tags'));
  const email = cell('email');
  const n = ((row - 1) % customers) + 1;
  const customer = isAddress(email) ? { email } : { email: `customer-${n}@example.test` };
  const name = oneLine(cell('name'), limits.name);
  return {
    unexplained,
    issue: {
      subject,
      ...(body.trim() && { text: body }),
      ...(type && { type }),
      ...(priority && { priority }),
      ...(tags.length > 0 && { tags }),
      customer: { ...customer, ...(name && { name }) },
    },
  };
}

/** What a text may hold is kept, the rest of the control characters is not. */
function text(value: unknown): string {
  const string = Array.isArray(value) ? value.join('|') : typeof value === 'number' ? String(value) : value;
  return typeof string === 'string'
    ? string.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, '').trim()
    : '';
}

/** Cut between characters, never inside one. */
function oneLine(value: string, max: number = limits.subject): string {
  const line = value.replaceAll(/[\s\u2028\u2029]+/gu, ' ').trim();
  return line.length <= max
    ? line
    : line
        .slice(0, max)
        .replace(/[\ud800-\udbff]$/u, '')
        .trim();
}

function tagsOf(value: string): string[] {
  const all = value.split(/[|,;]/u).map((tag) => oneLine(tag, limits.tag));
  return [...new Set(all.filter(Boolean))].slice(0, limits.tags);
}

const isAddress = (value: string): boolean =>
  value.length <= 254 && /^[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}$/iu.test(value);
