import { describe, expect, it } from '@jest/globals';
import { statuses, type Status } from '@deskbeat/contracts';
import { aTicket, ana, decided, hour, later, noon, rules } from '../../../test/builders.js';
import { changeStatus, movesOf, needsFollowUp, note, receive, reply, update } from './ticket.js';

const shown = ({ facts }: { facts: { subject: string }[] }): string[] =>
  facts.map(({ subject }) => subject.split('.')[2]!);
const problem = (code: string, context = {}) =>
  expect.objectContaining({ code, context: expect.objectContaining(context) });
const command = (to: Status, given = {}) => ({ ticketId: 'ticket-1', seenVersion: 1, to, ...given });

describe('changing the status', () => {
  it('a solution is proposed with the message that says so, in one step', () => {
    const revision = changeStatus(
      aTicket({ status: 'in-progress' }),
      command('awaiting-confirmation', { message: 'Try it' }),
      noon,
      rules,
    );
    expect(shown(revision)).toEqual(['replied', 'status-changed']);
    expect(revision.next).toMatchObject({ status: 'awaiting-confirmation', ...ana });
  });

  it('a resolved ticket keeps who did it, when and how, and leaves the open ones', () => {
    const dueAt = later(hour).toISOString();
    const clocks = [{ target: 'resolution' as const, cycle: 1, state: 'running' as const, dueAt }];
    const ticket = aTicket({ status: 'in-progress', clocks });
    expect(ticket).toMatchObject({ phase: 0, dueSort: later(hour) });
    const { next, facts } = changeStatus(ticket, command('resolved', { resolution: 'New fuse' }), noon, rules);
    expect(facts).toMatchObject([{ data: { to: 'resolved' }, text: 'New fuse' }]);
    expect(next).toMatchObject({ status: 'resolved', resolution: 'New fuse', resolvedAt: noon, ...ana, phase: 1 });
    expect(next.dueSort.getUTCFullYear()).toBe(9999);
  });

  it('a reopened ticket has its assignee again and no resolution', () => {
    const resolved = decided(
      aTicket(),
      changeStatus(aTicket({ status: 'in-progress' }), command('resolved', { resolution: 'x' }), noon, rules),
    );
    const { next } = changeStatus(
      resolved,
      { ...command('in-progress', { reason: 'still broken' }), seenVersion: 2 },
      noon,
      rules,
    );
    expect(next).toMatchObject({ status: 'in-progress', ...ana });
    expect(next).not.toHaveProperty('resolution');
    expect(next).not.toHaveProperty('resolvedAt');
  });

  it('after the reopen window only closing is left', () => {
    const ticket = aTicket({ status: 'resolved' });
    expect(movesOf(ticket, later(24 * hour), rules).map(({ to }) => to)).toEqual(['in-progress', 'closed']);
    expect(movesOf(ticket, later(24 * hour + 1), rules).map(({ to }) => to)).toEqual(['closed']);
    expect(() => changeStatus(ticket, command('in-progress', { reason: 'r' }), later(25 * hour), rules)).toThrow(
      problem('move-not-allowed', { allowed: ['closed'] }),
    );
  });

  it('nobody takes a ticket in progress by hand: that is a decision of assignment', () => {
    expect(() => changeStatus(aTicket(), command('in-progress'), noon, rules)).toThrow(
      problem('move-needs-more', { needs: ['assignee'] }),
    );
  });
});

describe('what somebody has seen', () => {
  const ticket = aTicket({ status: 'in-progress', version: 7, changedIn: 5 });
  it.each([
    [4, false, 'somebody changed it since'],
    [5, true, 'only the system took notes since'],
    [7, true, 'nothing happened since'],
    [8, false, 'there is no such version'],
  ])('version %i of 7, changed in 5: accepted %s, since %s', (seenVersion, accepted) => {
    const change = () => update(ticket, { ticketId: 't', seenVersion, subject: 'New' }, noon, rules);
    if (accepted) expect(change()?.next).toMatchObject({ subject: 'New', changedIn: 8 });
    else
      expect(change).toThrow(
        problem('version-conflict', { currentVersion: 7, current: expect.objectContaining({ number: 'DB-10001' }) }),
      );
  });

  it('a note does not outdate it', () => {
    expect(note(ticket, 'hm', noon).next.changedIn).toBe(5);
  });
});

describe('updating', () => {
  it('says what changed, from what to what', () => {
    const revision = update(
      aTicket(),
      { ticketId: 't', seenVersion: 1, priority: 'urgent', affected: 3, type: 'inquiry' },
      noon,
      rules,
    );
    expect(revision?.facts[0].data).toEqual({
      changes: { priority: { from: 'medium', to: 'urgent' }, affected: { from: null, to: 3 } },
    });
  });

  it('with what is there already is nothing', () => {
    expect(
      update(aTicket(), { ticketId: 't', seenVersion: 1, priority: 'medium', tags: [] }, noon, rules),
    ).toBeUndefined();
  });

  it('a closed ticket does not change', () => {
    const closed = aTicket({ status: 'closed' });
    expect(() => update(closed, { ticketId: 't', seenVersion: 1, subject: 'x' }, noon, rules)).toThrow(
      problem('move-not-allowed'),
    );
    expect(() => reply(closed, { ticketId: 't', text: 'x' }, noon, rules)).toThrow(problem('move-not-allowed'));
  });
});

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
