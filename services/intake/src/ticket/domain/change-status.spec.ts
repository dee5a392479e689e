import { describe, expect, it } from '@jest/globals';
import type { Status } from '@deskbeat/contracts';
import { aTicket, ana, decided, hour, later, noon, rules } from '../../../test/builders.js';
import { changeStatus } from './change-status.js';
import { movesOf } from './moves.js';

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
