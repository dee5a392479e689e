import { it, expect } from '@jest/globals';
import fc from 'fast-check';
import { problemOf, statuses, ticketStatusChanged, type Status, type TicketStatusChanged } from '@deskbeat/contracts';
import { aTicket, decided, hour, later, rules } from '../../../test/builders.js';
import { changeStatus } from './change-status.js';
import { needsFollowUp, note, receive, reply } from './conversation.js';
import { recordAssignment, recordClock, recordNotice } from './record.js';
import type { Decision, Fact } from './revision.js';
import { moveBetween } from './status-moves.js';
import { update } from './update.js';
import { dueOf, holderOf, neverDue, phaseOf, type Ticket } from './ticket-state.js';

type Step = (ticket: Ticket, now: Date) => Decision;

const some = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const version = fc.integer({ min: 1, max: 12 });
const ticketId = 't';

const steps: fc.Arbitrary<Step>[] = [
  fc
    .record({
      to: some(...statuses),
      ago: some(0, 0, 0, 1),
      reason: some('r', undefined),
      message: some('m', undefined),
    })
    .map(
      ({ ago, ...wanted }): Step =>
        (ticket, now) =>
          changeStatus(
            ticket,
            { ticketId, seenVersion: ticket.version - ago, resolution: 'done', ...wanted },
            now,
            rules,
          ),
    ),
  fc.record({ moveTo: some('awaiting-confirmation' as const, 'resolved' as const, undefined) }).map(
    ({ moveTo }): Step =>
      (ticket, now) =>
        reply(ticket, { text: 'answer', moveTo }, now, rules),
  ),
  fc.record({ messageKey: some('a', 'b', undefined) }).map(
    ({ messageKey }): Step =>
      (ticket, now) =>
        needsFollowUp(ticket, now, rules) ? undefined : receive(ticket, { text: 'hello', messageKey }, now),
  ),
  some('urgent' as const, 'low' as const).map(
    (priority): Step =>
      (ticket, now) =>
        update(ticket, { ticketId, seenVersion: ticket.version, priority }, now, rules),
  ),
  fc.constant<Step>((ticket, now) => note(ticket, { text: 'hm' }, now)),
  fc
    .record({ version, personId: some('ana', 'ben', undefined) })
    .map(({ version, personId }): Step => (ticket, now) => {
      const data = { ticketId, queueId: 'q', reason: 'turn' };
      if (personId === undefined) return recordAssignment(ticket, version, { kind: 'queued', data }, now);
      const named = { number: 'DB-7', subject: 'No light' };
      const decision = { ...data, ...named, personId, personName: personId, mode: 'round-robin' as const };
      return recordAssignment(ticket, version, { kind: 'decided', data: decision }, now);
    }),
  fc
    .record({ version, state: some('running' as const, 'met' as const), due: fc.integer({ min: 0, max: 48 }) })
    .map(({ version, state, due }): Step => (ticket, now) => {
      const clocks = [{ target: 'resolution' as const, cycle: 1, state, dueAt: later(due * hour).toISOString() }];
      return recordClock(ticket, version, 'changed', { ticketId, clocks }, now);
    }),
  some('n1', 'n2').map(
    (id): Step =>
      (ticket, now) =>
        recordNotice(ticket, id, { ticketId, cause: 'c', channel: 'in-app', recipient: 'ana', outcome: 'sent' }, now),
  ),
];

const refusals = ['move-not-allowed', 'move-needs-more', 'version-conflict'];

function attempt(step: Step, ticket: Ticket, now: Date): Decision {
  try {
    return step(ticket, now);
  } catch (error) {
    expect(refusals).toContain(problemOf(error).code);
    return undefined;
  }
}

/** Follows the status-changed facts: each must be a row of the table and start where the last one ended. */
function followed(from: Status, facts: readonly Fact[]): Status {
  return facts
    .filter(({ subject }) => subject === ticketStatusChanged.subject)
    .map(({ data }) => data as TicketStatusChanged)
    .reduce((status, change) => {
      expect(change.from).toBe(status);
      expect(moveBetween(change.from, change.to)).toBeDefined();
      return change.to;
    }, from);
}

function checkSound(ticket: Ticket): void {
  const { status, phase, dueSort, clocks, version, changedIn } = ticket;
  expect(phase).toBe(phaseOf(status));
  expect(dueSort).toEqual((phase === 0 && dueOf(clocks)) || neverDue);
  expect(holderOf(ticket) === undefined).toBe(status === 'new' || status === 'pending-assignment');
  expect(changedIn).toBeLessThanOrEqual(version);
  expect(Object.values(ticket)).not.toContain(undefined);
}

it('whatever happens in whatever order, the table holds and every change is in the facts', () => {
  const life = fc.array(fc.tuple(fc.oneof(...steps), fc.integer({ min: 0, max: 20 })), { maxLength: 40 });
  fc.assert(
    fc.property(life, (happenings) => {
      let ticket = aTicket();
      let hours = 0;
      for (const [step, wait] of happenings) {
        const decision = attempt(step, ticket, later((hours += wait) * hour));
        if (!decision) continue;
        expect(decision.facts.length).toBeGreaterThan(0);
        expect(decision.next.status).toBe(followed(ticket.status, decision.facts));
        ticket = decided(ticket, decision);
        checkSound(ticket);
      }
    }),
    { numRuns: 500 },
  );
});
