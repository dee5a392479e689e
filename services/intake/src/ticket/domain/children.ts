import { childMoved, type ChildrenView, type FieldError, type Status } from '@deskbeat/contracts';
import type { ChildFace, Link, Related } from './relation.js';
import { defined, fact, type Fact } from './revision.js';
import type { Ticket, TicketState } from './ticket-state.js';

const mostChildren = 200;

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
  return { children: bounded([...children.filter((child) => child !== known), face]) };
}

/** Those that are children no more are forgotten, the oldest first; those that are never. */
function bounded(children: ChildFace[]): ChildFace[] {
  const spare = children.length - mostChildren;
  const forgotten = new Set(spare > 0 ? children.filter(({ gone }) => gone).slice(0, spare) : []);
  return forgotten.size > 0 ? children.filter((child) => !forgotten.has(child)) : children;
}

/** Why a ticket takes no more sub-tickets, if so. */
export function roomErrors({ children = [] }: Related, pointer: string): FieldError[] {
  if (children.filter(({ gone }) => !gone).length < mostChildren) return [];
  return [{ pointer, message: `has ${mostChildren} sub-tickets already` }];
}

/** What a sub-ticket tells its parent when its status changes. */
export function movedFacts(before: Ticket, next: TicketState): Fact[] {
  if (before.status === next.status) return [];
  const { number, status } = next;
  const parents = (next.links ?? []).filter(({ kind }) => kind === 'child');
  return parents.map(({ kind, to, gates }) => fact(childMoved, defined({ kind, to, number, status, gates })));
}
