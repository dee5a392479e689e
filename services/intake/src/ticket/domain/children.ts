import { childMoved, type ChildrenView, type Status } from '@deskbeat/contracts';
import type { ChildFace, Link, Related } from './relation.js';
import { defined, fact, type Fact } from './revision.js';
import type { Ticket, TicketState } from './ticket-state.js';

/** A ticket with more sub-tickets than this knows the state of the newest ones only. */
const knownChildren = 200;

export const parentOf = ({ links = [] }: Related): Link | undefined => links.find(({ kind }) => kind === 'child');

const isOpen = ({ status }: ChildFace): boolean => status !== 'resolved' && status !== 'closed';

export function childrenView({ children = [] }: Related): ChildrenView | undefined {
  const there = children.filter(({ gone }) => !gone);
  if (there.length === 0) return undefined;
  const open = there.filter(isOpen);
  return { total: there.length, open: open.length, gating: open.filter(({ gates }) => gates).length };
}

/** Whether the ticket's resolution waits for a sub-ticket. */
export const waitsForChildren = (ticket: Related): boolean => (childrenView(ticket)?.gating ?? 0) > 0;

interface ChildNews {
  id: string;
  version: number;
  status: Status;
  gates?: boolean;
  gone: boolean;
}

/** News of a child; older ones than those that are known change nothing. */
export function recordChild({ children = [] }: Ticket, { id, version, status, gates, gone }: ChildNews): Related {
  const known = children.find((child) => child.id === id);
  if (known && known.version >= version) return {};
  const face: ChildFace = {
    id,
    version,
    status,
    ...(gates && { gates: true as const }),
    ...(gone && { gone: true as const }),
  };
  return { children: [...children.filter((child) => child !== known), face].slice(-knownChildren) };
}

/** What a sub-ticket tells its parent when its status changes. */
export function movedFacts(before: Ticket, next: TicketState): Fact[] {
  if (before.status === next.status) return [];
  const { number, status } = next;
  const parents = (next.links ?? []).filter(({ kind }) => kind === 'child');
  return parents.map(({ kind, to, gates }) => fact(childMoved, defined({ kind, to, number, status, gates })));
}
