import { describe, expect, it } from '@jest/globals';
import { statuses, type ClockFace, type Status } from '@deskbeat/contracts';
import { aTicket, ana, decided, hour, later, noon } from '../../../test/builders.js';
import { recordAssignment, recordClock, recordNotice, type AssignmentNews } from './record.js';
import type { Decision } from './revision.js';
import { neverDue, type Ticket } from './ticket-state.js';

const toBen: AssignmentNews = {
  kind: 'decided',
  data: {
    ticketId: 't',
    number: 'DB-7',
    subject: 'No light',
    personId: 'ben',
    personName: 'Ben',
    queueId: 'q',
    mode: 'round-robin',
    reason: 'his turn',
  },
};
const toQueue: AssignmentNews = { kind: 'queued', data: { ticketId: 't', queueId: 'q', reason: 'nobody there' } };
const shown = (decision: Decision): string[] => decision!.facts.map(({ subject }) => subject.split('.')[2]!);

describe('somebody has the ticket', () => {
  const after: Record<Status, Status> = {
    new: 'in-progress',
    'pending-assignment': 'in-progress',
    'in-progress': 'in-progress',
    'awaiting-confirmation': 'awaiting-confirmation',
    resolved: 'resolved',
    closed: 'closed',
  };
  it.each(statuses)('that is %s', (status) => {
    const revision = recordAssignment(aTicket({ status }), 1, toBen, noon);
    const assignee = status === 'closed' ? ana.assigneeId : 'ben';
    expect(revision!.next).toMatchObject({ status: after[status], assigneeId: assignee, queueId: 'q' });
    expect(shown(revision)).toEqual(['assignment-recorded', ...(after[status] === status ? [] : ['status-changed'])]);
  });
});

describe('the ticket waits in a queue', () => {
  const after: Record<Status, Status> = {
    new: 'pending-assignment',
    'pending-assignment': 'pending-assignment',
    'in-progress': 'pending-assignment',
    'awaiting-confirmation': 'awaiting-confirmation',
    resolved: 'resolved',
    closed: 'closed',
  };
  it.each(statuses)('that is %s', (status) => {
    const revision = recordAssignment(aTicket({ status }), 1, toQueue, noon);
    expect(revision!.next).toMatchObject({ status: after[status], queueId: 'q' });
    if (after[status] === 'pending-assignment') expect(revision!.next).not.toHaveProperty('assigneeId');
  });
});

it('a decision that comes twice is nothing the second time', () => {
  const ticket = aTicket();
  const once = decided(ticket, recordAssignment(ticket, 1, toBen, noon)!);
  expect(recordAssignment(once, 1, toBen, noon)).toBeUndefined();
});

it('a decision that was overtaken is written down, marked late, and changes nobody', () => {
  const ticket = aTicket();
  const assigned = decided(ticket, recordAssignment(ticket, 2, toBen, noon)!);
  const late = recordAssignment(assigned, 1, toQueue, noon)!;
  expect(late.next).toMatchObject({ status: 'in-progress', assigneeId: 'ben' });
  expect(late.facts).toEqual([
    expect.objectContaining({ data: { queueId: 'q', mode: 'queue', reason: 'nobody there', late: true } }),
  ]);
  expect(recordAssignment(decided(assigned, late), 1, toQueue, noon)).toBeUndefined();
});

describe('the clock', () => {
  const face = (state: ClockFace['state'], due?: number, rest = {}): ClockFace => ({
    target: 'resolution',
    cycle: 1,
    state,
    ...(due !== undefined && { dueAt: later(due).toISOString() }),
    ...rest,
  });
  const say = (clocks: ClockFace[], version = 1, ticket = aTicket()) =>
    recordClock(ticket, version, 'started', { ticketId: 't', clocks, policyId: 'p' } as never, noon)!;

  it.each<[string, ClockFace[], Date]>([
    ['the nearest due instant counts', [face('running', 2 * hour), face('running', hour)], later(hour)],
    ['a met target has none', [face('met', hour), face('running', 2 * hour)], later(2 * hour)],
    ['a breached one that is still open has its own', [face('breached', -hour), face('running', hour)], later(-hour)],
    ['a breached one that was met later has none', [face('breached', -hour, { stoppedAt: 'then' })], neverDue],
    ['a paused one has none', [face('paused', undefined, { leftMs: 5 })], neverDue],
  ])('%s', (_, clocks, dueSort) => {
    expect(say(clocks).next).toMatchObject({ clocks, dueSort });
  });

  it('a resolved ticket is not due, whatever its clock says', () => {
    expect(say([face('running', hour)], 1, aTicket({ status: 'resolved' })).next.dueSort).toEqual(neverDue);
  });

  it('its own facts are kept, and what a person has seen is not outdated', () => {
    const { next, facts } = say([face('running', hour)], 1, aTicket({ version: 3, changedIn: 2 }));
    expect(facts[0].data).toMatchObject({ what: 'started', facts: { policyId: 'p' } });
    expect(next.changedIn).toBe(2);
  });

  it('the next mark is there until there is none', () => {
    const told = (ticket: Ticket, version: number, mark?: string) => {
      const data = { ticketId: 't', clocks: [], policyId: 'p', ...(mark && { nextMarkAt: mark }) };
      return decided(ticket, recordClock(ticket, version, 'started', data as never, noon)!);
    };
    const marked = told(aTicket(), 1, later(hour).toISOString());
    expect(marked.nextMarkAt).toBe(later(hour).toISOString());
    expect(told(marked, 2)).not.toHaveProperty('nextMarkAt');
  });

  it('late news change no due instant', () => {
    const ticket = aTicket();
    const newer = decided(ticket, say([face('running', hour)], 2));
    const late = say([face('running', 2 * hour)], 1, newer);
    expect(late.next.dueSort).toEqual(later(hour));
    expect(late.facts[0].data).toMatchObject({ late: true });
  });
});

it('a notice is recorded once', () => {
  const notice = {
    ticketId: 't',
    cause: 'assigned',
    channel: 'in-app' as const,
    recipient: 'ana',
    outcome: 'sent' as const,
  };
  const ticket = aTicket();
  const revision = recordNotice(ticket, 'notice-1', notice, noon)!;
  expect(revision.facts[0].data).toEqual({ cause: 'assigned', channel: 'in-app', recipient: 'ana', outcome: 'sent' });
  expect(recordNotice(decided(ticket, revision), 'notice-1', notice, noon)).toBeUndefined();
});
