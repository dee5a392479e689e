import type { TicketView, ViewColumn, viewColumns } from '@deskbeat/contracts';
import { cellOf } from '../../ticket/domain/field-cells.js';

type Own = (typeof viewColumns)[number];

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

function valueOf(ticket: TicketView, column: ViewColumn): string {
  if (isOwn(column)) return String(cell[column](ticket) ?? '');
  const value = new Map(Object.entries(ticket.fields ?? {})).get(column.slice('field.'.length));
  return cellOf(value);
}

export const rowOf = (ticket: TicketView, columns: readonly ViewColumn[]): string[] =>
  columns.map((column) => valueOf(ticket, column));
