import type { ManualLinkKind, RelationName, RelationView } from '@deskbeat/contracts';
import type { Link } from '../../../api/relations.js';

/** What the other ticket is, as a link of one kind: from this one to it, or from it to this one. */
const links: Readonly<Partial<Record<RelationName, { kind: ManualLinkKind; from: 'this' | 'other' }>>> = {
  parent: { kind: 'child', from: 'this' },
  child: { kind: 'child', from: 'other' },
  'duplicate-of': { kind: 'duplicate', from: 'this' },
  duplicate: { kind: 'duplicate', from: 'other' },
  'follow-up-of': { kind: 'follow-up', from: 'this' },
  'follow-up': { kind: 'follow-up', from: 'other' },
  related: { kind: 'related', from: 'this' },
};

/** The link behind a relation, where people can take it back; a merge and a split are no such links. */
export function linkOf(
  ticketId: string,
  { relation, ticket: { id: other }, gates }: Pick<RelationView, 'relation' | 'gates'> & { ticket: { id: string } },
): Link | undefined {
  const found = links[relation];
  if (!found) return undefined;
  const [from, to] = found.from === 'this' ? [ticketId, other] : [other, ticketId];
  return { ticketId: from, kind: found.kind, to, ...(gates !== undefined && { gates }) };
}
