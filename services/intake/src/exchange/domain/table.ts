import type { TicketView, ViewColumn } from '@deskbeat/contracts';

const cell: Readonly<Record<ViewColumn, (ticket: TicketView) => string | number | undefined>> = {
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
  due: ({ dueAt }) => dueAt,
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
};

export const rowOf = (ticket: TicketView, columns: readonly ViewColumn[]): string[] =>
  columns.map((column) => String(cell[column](ticket) ?? ''));
