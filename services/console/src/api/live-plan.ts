import type { Event, InboxChanged, TicketViewers } from '@deskbeat/contracts';
import type { StreamEvent } from './sse.js';

/** What an event of the feed means for what is shown. */
export type LivePlan =
  | { kind: 'ticket'; ticketId: string; version: number; name: string; actorId: string }
  | { kind: 'viewers'; viewers: TicketViewers }
  | { kind: 'inbox'; unread: number }
  | { kind: 'everything' }
  | { kind: 'nothing' };

export function planFor({ name, data }: StreamEvent): LivePlan {
  if (name === 'gap') return { kind: 'everything' };
  if (name === 'ticket.viewers') return { kind: 'viewers', viewers: JSON.parse(data) as TicketViewers };
  if (name === 'inbox.changed') return { kind: 'inbox', unread: (JSON.parse(data) as InboxChanged).unread };
  if (!/^(ticket|timeline|relation)\./.test(name)) return { kind: 'nothing' };
  const { aggregateId, version, actor } = JSON.parse(data) as Event;
  return { kind: 'ticket', ticketId: aggregateId, version, name, actorId: actor.id };
}
