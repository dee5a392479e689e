import { expect, it } from '@jest/globals';
import { planFor } from './live-plan.js';

const event = { id: 'ticket:t1:4', aggregateId: 't1', version: 4, actor: { kind: 'person', id: 'ana' }, data: {} };

it.each([
  ['ticket.replied', event, { kind: 'ticket', ticketId: 't1', version: 4, name: 'ticket.replied', actorId: 'ana' }],
  [
    'timeline.clock-recorded',
    event,
    { kind: 'ticket', ticketId: 't1', version: 4, name: 'timeline.clock-recorded', actorId: 'ana' },
  ],
  ['inbox.changed', { personId: 'ana', unread: 3 }, { kind: 'inbox', unread: 3 }],
  ['ticket.viewers', { ticketId: 't1', viewers: [] }, { kind: 'viewers', viewers: { ticketId: 't1', viewers: [] } }],
  ['gap', {}, { kind: 'everything' }],
  ['weather.changed', {}, { kind: 'nothing' }],
])('%s', (name, data, plan) => {
  expect(planFor({ name, data: JSON.stringify(data) })).toEqual(plan);
});
