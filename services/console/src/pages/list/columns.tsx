import type { ReactNode } from 'react';
import type { TicketView, ViewColumn } from '@deskbeat/contracts';
import type { columnWords } from './list-words.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { SlaChip } from '../../ui/sla-chip.js';
import { StatusMark } from '../../ui/status-mark.js';
import styles from './list.module.css';

/** Columns that every ticket has; `field.<key>` is one of the organisation's own. */
export type UsualColumn = keyof typeof columnWords;
const isOwn = (column: ViewColumn): column is `field.${string}` => column.startsWith('field.');
/** Key of a field of the organisation's own. */
export const ownKey = (column: ViewColumn): string | undefined =>
  isOwn(column) ? column.slice('field.'.length) : undefined;
const widthOf = (column: ViewColumn): string => (isOwn(column) ? '120px' : widths[column]);

/** Pixels of a column; the subject takes what is left. */
const widths: Readonly<Record<UsualColumn, string>> = {
  number: '76px',
  subject: 'minmax(160px, 1fr)',
  status: '168px',
  priority: '92px',
  type: '110px',
  channel: '90px',
  customer: '140px',
  assignee: '130px',
  queue: '110px',
  tags: '140px',
  affected: '76px',
  due: '108px',
  created: '92px',
  updated: '92px',
  planned: '110px',
  product: '130px',
  region: '100px',
  satisfaction: '90px',
};

export const template = (columns: readonly ViewColumn[]): string =>
  ['20px', ...columns.map((column) => widthOf(column))].join(' ');
const pixels = (width: string): number => Number(/\d+/.exec(width)![0]);
export const leastWidth = (columns: readonly ViewColumn[]): number =>
  columns.reduce((sum, column) => sum + pixels(widthOf(column)) + 10, 54);

export interface CellNaming {
  type: (key: string) => string;
  channel: (channel: TicketView['channel']) => string;
  queue: (id: string | undefined) => string | undefined;
  ago: (at: string) => string;
}

/** What stands in a column; the subject is drawn by the row, for it is the link. */
export function cellOf(column: ViewColumn, ticket: TicketView, named: CellNaming): ReactNode {
  if (isOwn(column)) return valueText(ticket.fields?.[ownKey(column)!]);
  switch (column) {
    case 'number':
      return <span className="db-quiet db-figures">{ticket.number}</span>;
    case 'subject':
      return ticket.subject;
    case 'status':
      return <StatusMark status={ticket.status} />;
    case 'priority':
      return <PriorityMark priority={ticket.priority} />;
    case 'type':
      return named.type(ticket.type);
    case 'channel':
      return named.channel(ticket.channel);
    case 'customer':
      return ticket.customerName;
    case 'assignee':
      return (
        <span className={styles.person}>
          <PersonAvatar id={ticket.assigneeId} name={ticket.assigneeName} size={20} />
          {ticket.assigneeName}
        </span>
      );
    case 'queue':
      return named.queue(ticket.queueId);
    case 'tags':
      return ticket.tags.join(', ');
    case 'affected':
      return ticket.affected;
    case 'due':
      return <SlaChip clocks={ticket.clocks} since={ticket.createdAt} />;
    case 'created':
      return named.ago(ticket.createdAt);
    case 'updated':
      return named.ago(ticket.updatedAt);
    case 'planned':
      return ticket.plannedFor && named.ago(ticket.plannedFor);
    case 'product':
      return ticket.product;
    case 'region':
      return ticket.region;
    case 'satisfaction':
      return ticket.satisfaction?.rating && '★'.repeat(ticket.satisfaction.rating);
  }
}

const valueText = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value);
