import type { FieldDefinition, FieldKind, TableCell, TicketView, ViewColumn, viewColumns } from '@deskbeat/contracts';
import { cellOf } from '../../ticket/domain/field-cells.js';

type Own = (typeof viewColumns)[number];
type TypeFields = { fields: readonly FieldDefinition[] };

const cell: Readonly<Record<Own, (ticket: TicketView) => string | number | undefined>> = {
  number: ({ number }) => number,
  subject: ({ subject }) => subject,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  type: ({ type }) => type,
  channel: ({ channel }) => channel,
  customer: ({ customerName, customerId }) => customerName ?? customerId,
  assignee: ({ assigneeName, assigneeId }) => assigneeName ?? assigneeId,
  queue: ({ queueId }) => queueId,
  tags: ({ tags }) => tags.join(', '),
  affected: ({ affected }) => affected,
  product: ({ product }) => product,
  region: ({ region }) => region,
  satisfaction: ({ satisfaction }) => satisfaction?.rating,
  planned: ({ plannedFor }) => plannedFor,
  due: ({ dueAt }) => dueAt,
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
};

const isOwn = (column: ViewColumn): column is Own => Object.hasOwn(cell, column);

function valueOf(ticket: TicketView, column: ViewColumn): TableCell {
  if (isOwn(column)) return cell[column](ticket) ?? '';
  const value = new Map(Object.entries(ticket.fields ?? {})).get(column.slice('field.'.length));
  return typeof value === 'number' ? value : cellOf(value);
}

export const rowOf = (ticket: TicketView, columns: readonly ViewColumn[]): TableCell[] =>
  columns.map((column) => valueOf(ticket, column));

const instants: readonly ViewColumn[] = ['planned', 'due', 'created', 'updated'];

/** The columns in which each text is an instant, or a day in every type that has the field. */
export function datesAmong(columns: readonly ViewColumn[], types: readonly TypeFields[]): ViewColumn[] {
  const kinds = new Map<string, Set<FieldKind>>();
  for (const { key, kind } of types.flatMap(({ fields }) => fields)) {
    kinds.set(`field.${key}`, (kinds.get(`field.${key}`) ?? new Set()).add(kind));
  }
  const isDay = (column: ViewColumn): boolean => [...(kinds.get(column) ?? ['text'])].every((kind) => kind === 'date');
  return columns.filter((column) => instants.includes(column) || isDay(column));
}
