import { expect, it } from '@jest/globals';
import type { FieldRule, Identity } from '@deskbeat/contracts';
import { FieldSight } from '@deskbeat/permissions';
import { veiledFrame } from './feed-veil.js';

const nobody = { roles: [], teams: [] };
const rules: FieldRule[] = [
  { of: 'ticket', field: 'fields.salary', seenBy: nobody },
  { of: 'ticket', field: 'notes', seenBy: nobody },
];
const agent: Identity = { kind: 'person', id: 'ana', role: 'agent', teams: [] };
const sight = FieldSight.of(agent, rules)!;

it.each([
  ['ticket.opened', { number: 'DB-1', fields: { salary: 5, room: '$&' } }, { number: 'DB-1', fields: { room: '$&' } }],
  ['ticket.updated', { changes: { 'fields.salary': { from: 1, to: 2 }, tags: 1 } }, { changes: { tags: 1 } }],
  ['ticket.noted', { length: 4, mentions: ['ben'], replyTo: 2 }, { replyTo: 2 }],
])('of %s somebody sees what is theirs to see, in the same frame', (name, data, seen) => {
  const text = `id: 7\nevent: ${name}\ndata: ${JSON.stringify({ id: 'ticket:a:1', data })}\n\n`;
  const frame = veiledFrame({ seq: 7, ticketId: 'a', bytes: Buffer.from(text) }, text, sight);
  const shown = `id: 7\nevent: ${name}\ndata: ${JSON.stringify({ id: 'ticket:a:1', data: seen })}\n\n`;
  expect([frame.seq, frame.ticketId, frame.bytes.toString()]).toEqual([7, 'a', shown]);
});
