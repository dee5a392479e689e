import { expect, it } from '@jest/globals';
import type { TimelineEntry } from '@deskbeat/contracts';
import { say } from '../../i18n/words.js';
import { factWords } from './fact-words.js';
import { factOf, kindOf, type Fact, type Naming } from './facts.js';

const named: Naming = {
  who: ({ id, name }) => name ?? id,
  person: (id) => id.toUpperCase(),
  status: (status) => `<${status}>`,
  target: (target) => `<${target}>`,
  channel: (channel) => `<${channel}>`,
  field: (field) => `<${field}>`,
  value: (_, value) => String(value),
  instant: (at) => at,
  notice: (cause, channel) => ({ cause: `<${cause}>`, channel: `<${channel}>` }),
  ticket: (id) => `DB-${id}`,
};
const entry = (subject: string, data: object = {}, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  version: 1,
  subject: `evt.${subject}.v1`,
  at: '2030-01-31T12:00:00Z',
  actor: { kind: 'person', id: 'ana', name: 'Ana' },
  data,
  ...more,
});
const told = ({ word, values, parts, reason }: Fact): string => {
  const what = parts?.map(told).join('; ');
  return [say(factWords[word], 'en', { ...values, ...(what && { what }) }), reason].filter(Boolean).join(': ');
};

it.each<[string, object, string]>([
  ['ticket.opened', { channel: 'phone' }, 'Ana opened the ticket · <phone>'],
  [
    'ticket.status-changed',
    { from: 'new', to: 'resolved', reason: 'done' },
    'Ana moved it from <new> to <resolved>: done',
  ],
  [
    'ticket.updated',
    { changes: { priority: { from: 'low', to: 'high' }, product: { from: null, to: 'lamp' } } },
    'Ana changed <priority> from low to high; <product> to lamp',
  ],
  ['ticket.updated', { changes: { region: { from: 'north', to: null } } }, 'Ana changed no <region>'],
  ['timeline.assignment-recorded', { assigneeId: 'ben', reason: 'Round robin' }, 'Assigned to BEN: Round robin'],
  ['timeline.assignment-recorded', { reason: 'nobody is there' }, 'Waits in the queue: nobody is there'],
  ['timeline.clock-recorded', { what: 'breached', facts: { target: 'resolution' } }, '<resolution>: promise broken'],
  [
    'timeline.clock-recorded',
    { what: 'escalated', facts: { target: 'resolution', level: 2 } },
    '<resolution>: escalated, level 2',
  ],
  ['timeline.clock-recorded', { what: 'paused', facts: {} }, 'Clocks paused'],
  ['ticket.follower-added', { role: 'watcher', personId: 'ben' }, 'BEN watches it'],
  ['ticket.step-ticked', { done: true, label: 'Ring back' }, 'Ana did “Ring back”'],
  ['ticket.rated', { rating: 4, comment: 'quick' }, 'The customer rated it 4 of 5: quick'],
  ['ticket.confirmation-reminded', {}, 'The customer was asked again to confirm'],
  ['relation.linked', { kind: 'child', to: '7', number: 'DB-8' }, 'Ana made it a sub-ticket of DB-7'],
  ['relation.linked', { kind: 'split', to: '7', number: 'DB-8' }, 'Ana split it off from DB-7'],
  ['relation.unlinked', { kind: 'child', to: '7', number: 'DB-8' }, 'Ana took the link to DB-7 back'],
  ['relation.child-moved', { to: '7', number: 'DB-8', status: 'resolved' }, 'DB-7 was told: <resolved>'],
  ['relation.merge-dropped', { into: '7', reason: 'it is closed' }, 'It was not merged into DB-7: it is closed'],
  ['relation.merged', { into: '7', number: 'DB-8' }, 'It goes on in DB-7'],
  ['timeline.relation-recorded', { relation: 'child', number: 'DB-9', what: 'linked' }, 'DB-9 is a sub-ticket of it'],
  [
    'timeline.relation-recorded',
    { relation: 'child', number: 'DB-9', what: 'moved', status: 'resolved' },
    'Sub-ticket DB-9: <resolved>',
  ],
  [
    'timeline.relation-recorded',
    { relation: 'child', number: 'DB-9', what: 'unlinked' },
    'DB-9 is linked to it no more',
  ],
  ['timeline.relation-recorded', { relation: 'merged', number: 'DB-9', what: 'merged' }, 'DB-9 goes on here'],
  [
    'timeline.notice-recorded',
    { cause: 'assigned', recipient: 'ben', channel: 'in-app', outcome: 'sent' },
    'Notice to BEN (<in-app>) · <assigned>',
  ],
  ['ticket.invented', {}, 'Ana: ticket.invented'],
])('%s %j', (subject, data, expected) => {
  expect(told(factOf(entry(subject, data), named))).toBe(expected);
});

it('a move that follows from an assignment does not repeat its reason', () => {
  const moved = entry(
    'ticket.status-changed',
    { from: 'new', to: 'in-progress', reason: 'Round robin' },
    { actor: { kind: 'system', id: 'assignment' } },
  );
  expect(told(factOf(moved, named))).toBe('assignment moved it from <new> to <in-progress>');
});

it.each<[string, TimelineEntry, string]>([
  ['an opening with a text', entry('ticket.opened', {}, { text: 'Help' }), 'customer'],
  ['an opening without one', entry('ticket.opened'), 'fact'],
  ['a reply', entry('ticket.replied', {}, { text: 'Hi' }), 'reply'],
  ['a note', entry('ticket.noted', {}, { text: 'Hi' }), 'note'],
  ['a status', entry('ticket.status-changed', {}, { text: 'Hi' }), 'fact'],
  ['a breach', entry('timeline.clock-recorded', { what: 'breached' }), 'fact'],
  ['a clock that started', entry('timeline.clock-recorded', { what: 'started' }), 'detail'],
  ['a notice', entry('timeline.notice-recorded'), 'detail'],
])('%s is a %s', (_, given, kind) => {
  expect(kindOf(given)).toBe(kind);
});
