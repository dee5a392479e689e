import { describe, expect, it } from '@jest/globals';
import { statuses, type Status } from '@deskbeat/contracts';
import { aTicket, decided, hour, later, noon, rules } from '../../../test/builders.js';
import { needsFollowUp, receive, reply } from './conversation.js';

const shown = ({ facts }: { facts: { subject: string }[] }): string[] =>
  facts.map(({ subject }) => subject.split('.')[2]!);
const problem = (code: string, context = {}) =>
  expect.objectContaining({ code, context: expect.objectContaining(context) });

describe('an agent’s reply', () => {
  it('may resolve, and is the resolution then', () => {
    const revision = reply(
      aTicket({ status: 'in-progress' }),
      { ticketId: 't', text: 'Done', moveTo: 'resolved' },
      noon,
      rules,
    );
    expect(shown(revision)).toEqual(['replied', 'status-changed']);
    expect(revision.next).toMatchObject({ status: 'resolved', resolution: 'Done' });
  });

  it('moves nothing by itself, and its text stays out of the event', () => {
    const { next, facts } = reply(aTicket(), { ticketId: 't', text: 'Hello' }, noon, rules);
    expect(next.status).toBe('new');
    expect(facts).toEqual([expect.objectContaining({ text: 'Hello', data: expect.objectContaining({ length: 5 }) })]);
  });

  it('that cannot move the ticket is not sent either', () => {
    expect(() => reply(aTicket(), { ticketId: 't', text: 'Done', moveTo: 'resolved' }, noon, rules)).toThrow(
      problem('move-not-allowed', { allowed: ['pending-assignment', 'in-progress'] }),
    );
  });
});

describe('the customer’s message', () => {
  const after: Record<Status, Status> = {
    new: 'new',
    'pending-assignment': 'pending-assignment',
    'in-progress': 'in-progress',
    'awaiting-confirmation': 'in-progress',
    resolved: 'in-progress',
    closed: 'closed',
  };

  it.each(statuses.filter((status) => status !== 'closed'))('to a ticket that is %s', (status) => {
    const revision = receive(aTicket({ status }), { ticketId: 't', text: 'Still broken' }, noon)!;
    expect(revision.next.status).toBe(after[status]);
    expect(shown(revision)).toEqual(['message-received', ...(after[status] === status ? [] : ['status-changed'])]);
  });

  it('with the same key is stored once', () => {
    const message = { ticketId: 't', text: 'Still broken', messageKey: 'm1' };
    const ticket = aTicket();
    expect(receive(decided(ticket, receive(ticket, message, noon)!), message, noon)).toBeUndefined();
  });

  it.each([
    ['closed', noon, true],
    ['resolved', later(24 * hour), false],
    ['resolved', later(25 * hour), true],
    ['in-progress', later(25 * hour), false],
  ] as const)('to a ticket that is %s at %s needs a follow-up: %s', (status, at, expected) => {
    expect(needsFollowUp(aTicket({ status }), at, rules)).toBe(expected);
  });
});
