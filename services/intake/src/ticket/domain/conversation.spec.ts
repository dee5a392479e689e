import { describe, expect, it } from '@jest/globals';
import { statuses, type Status } from '@deskbeat/contracts';
import { aTicket, decided, hour, later, noon, rules } from '../../../test/builders.js';
import { needsFollowUp, note, receive, reply } from './conversation.js';

const shown = ({ facts }: { facts: { subject: string }[] }): string[] =>
  facts.map(({ subject }) => subject.split('.')[2]!);
const problem = (code: string, context?: object) =>
  expect.objectContaining({ code, ...(context && { context: expect.objectContaining(context) }) });

describe('an agent’s reply', () => {
  it('may resolve, and is the resolution then', () => {
    const revision = reply(aTicket({ status: 'in-progress' }), { text: 'Done', moveTo: 'resolved' }, noon, rules)!;
    expect(shown(revision)).toEqual(['replied', 'status-changed']);
    expect(revision.next).toMatchObject({ status: 'resolved', resolution: 'Done' });
  });

  it('moves nothing by itself, and its text stays out of the event', () => {
    const { next, facts } = reply(aTicket(), { text: 'Hello' }, noon, rules)!;
    expect(next.status).toBe('new');
    expect(facts).toEqual([expect.objectContaining({ text: 'Hello', data: expect.objectContaining({ length: 5 }) })]);
  });

  it('that cannot move the ticket is not sent either', () => {
    expect(() => reply(aTicket(), { text: 'Done', moveTo: 'resolved' }, noon, rules)).toThrow(
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
    const revision = receive(aTicket({ status }), { text: 'Still broken' }, noon)!;
    expect(revision.next.status).toBe(after[status]);
    expect(shown(revision)).toEqual(['message-received', ...(after[status] === status ? [] : ['status-changed'])]);
  });

  it('with the same key is stored once', () => {
    const message = { text: 'Still broken', messageKey: 'm1' };
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

describe('a message with a key', () => {
  const message = { text: 'a', sent: { key: 'k', of: 'h' } };
  const twice = (again: typeof message): unknown => {
    const ticket = aTicket();
    return reply(decided(ticket, reply(ticket, message, noon, rules)!), again, noon, rules);
  };

  it('is on the ticket once', () => {
    expect(twice(message)).toBeUndefined();
    const ticket = aTicket();
    expect(note(decided(ticket, note(ticket, message, noon)!), message, noon)).toBeUndefined();
  });

  it('is refused when the key came with something else', () => {
    expect(() => twice({ ...message, sent: { key: 'k', of: 'other' } })).toThrow(problem('idempotency-mismatch'));
    expect(twice({ ...message, sent: { key: 'k2', of: 'h' } })).toBeDefined();
  });

  it('is still known when it could not be sent now', () => {
    const { sentKeys } = reply(aTicket(), message, noon, rules)!.next;
    expect(reply(aTicket({ status: 'closed', sentKeys }), message, noon, rules)).toBeUndefined();
  });
});

it('what answers an entry that is not there is refused', () => {
  const ticket = aTicket({ version: 3 });
  const refused = expect.objectContaining({
    code: 'validation-failed',
    errors: [expect.objectContaining({ pointer: '/replyTo' })],
  });
  for (const write of [
    (replyTo: number) => note(ticket, { text: 'a', replyTo }, noon),
    (replyTo: number) => reply(ticket, { text: 'a', replyTo }, noon, rules),
  ]) {
    expect(write(3)?.facts[0].data).toMatchObject({ replyTo: 3 });
    expect(() => write(4)).toThrow(refused);
  }
});

it('who is mentioned is told in a fact of its own, which names the message', () => {
  const message = { text: 'a', mentions: ['ben', 'eva'] };
  const ticket = aTicket({ version: 3 });
  for (const revision of [note(ticket, message, noon)!, reply(ticket, message, noon, rules)!]) {
    expect(revision.facts.map(({ data }) => data)).toMatchObject([
      { length: 1, mentions: ['ben', 'eva'] },
      { entry: 4, personIds: ['ben', 'eva'], number: 'DB-10001', subject: 'Help' },
    ]);
  }
});
