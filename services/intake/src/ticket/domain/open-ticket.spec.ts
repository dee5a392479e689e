import { expect, it } from '@jest/globals';
import type { OpenTicket } from '@deskbeat/contracts';
import { later, noon, rules } from '../../../test/builders.js';
import { open, type Opening } from './open-ticket.js';
import { neverDue } from './ticket-state.js';

const opening: Opening = { number: 'DB-10001', customer: { id: 'c1', tier: 'vip' }, now: noon };
const request = (wanted: Partial<OpenTicket> = {}): OpenTicket => ({
  subject: 'Help',
  channel: 'web',
  customer: {},
  ...wanted,
});

it('a bare issue is an inquiry of medium priority, new and nobody’s', () => {
  const { state } = open(request(), opening, rules);
  expect(state).toMatchObject({ status: 'new', type: 'inquiry', priority: 'medium', phase: 0, dueSort: neverDue });
  expect(state).not.toHaveProperty('assigneeId');
});

it('nothing is kept as undefined, which the store would make null', () => {
  const { state, facts } = open(request({ text: undefined, affected: undefined }), opening, rules);
  for (const kept of [state, ...facts, facts[0].data]) expect(Object.values(kept)).not.toContain(undefined);
});

it('an issue without a subject is about what its text begins with', () => {
  const { state, facts } = open(request({ subject: undefined, text: 'No light.\nSince Monday.' }), opening, rules);
  expect([state.subject, facts[0].data]).toEqual(['No light.', expect.objectContaining({ subject: 'No light.' })]);
});

it('the text goes to the timeline, not into the event', () => {
  const { facts } = open(request({ text: 'secret' }), opening, rules);
  expect(facts[0].text).toBe('secret');
  expect(JSON.stringify(facts[0].data)).not.toContain('secret');
});

it('the event has what others need to start', () => {
  const { facts } = open(request({ tags: ['a', 'a', 'b'], affected: 3, priority: 'urgent' }), opening, rules);
  expect(facts[0].data).toEqual({
    number: 'DB-10001',
    subject: 'Help',
    type: 'inquiry',
    priority: 'urgent',
    channel: 'web',
    customerId: 'c1',
    tier: 'vip',
    tags: ['a', 'b'],
    affected: 3,
    reportedAt: noon.toISOString(),
  });
});

it.each([
  ['an earlier report starts the clocks earlier', later(-1000), later(-1000)],
  ['a report from the future starts them now', later(1000), noon],
])('%s', (_, reportedAt, expected) => {
  expect(open(request({ reportedAt: reportedAt.toISOString() }), opening, rules).state.reportedAt).toEqual(expected);
});
