import { describe, expect, it } from '@jest/globals';
import { aTicket, decided, later, noon, rules as ticketRules } from '../../../test/builders.js';
import { withAftermath, type Change } from './aftermath.js';
import type { Ticket } from './ticket-state.js';
import { tick, type TickRules } from './silence-tick.js';

const day = 86_400_000;
const rules: TickRules = {
  ticket: ticketRules,
  remindAfterMs: [2 * day, 5 * day],
  resolveAfterMs: 7 * day,
  closeAfterMs: 3 * day,
};
const free = false;

const asked = (at = noon): Ticket =>
  aTicket({
    status: 'awaiting-confirmation',
    confirmation: { cycle: 1, askedAt: at, reminders: 0 },
    quietAt: new Date(at.getTime() + 2 * day),
  });

function after(ticket: Ticket, days: number, hold = free): Change {
  const change = tick(ticket, later(days * day), rules, hold);
  if (change === 'not-due') throw new Error('nothing was due');
  return withAftermath(ticket, change, later(days * day), rules);
}
const next = (ticket: Ticket, days: number, hold = free): Ticket =>
  decided(ticket, after(ticket, days, hold) as { next: object; facts: unknown[] });

describe('a silent customer', () => {
  it('is reminded, reminded again, taken for content, and the ticket closed', () => {
    const seen: string[] = [];
    let ticket = asked();
    for (const days of [2, 5, 7, 10]) {
      expect(tick(ticket, later(days * day - 1), rules, free)).toBe('not-due');
      seen.push(...after(ticket, days).facts.map(({ subject }) => subject.split('.')[2]!));
      ticket = next(ticket, days);
    }
    expect(seen).toEqual(['confirmation-reminded', 'confirmation-reminded', 'status-changed', 'status-changed']);
    expect(ticket).toMatchObject({ status: 'closed', phase: 2 });
    expect(ticket.quietAt).toBeUndefined();
  });

  it('is not reminded and closed in one go after a long standstill: the steps keep their distance', () => {
    const late = next(asked(), 30);
    expect(late).toMatchObject({ confirmation: { reminders: 1, askedAt: later(30 * day) }, quietAt: later(33 * day) });
    expect(next(late, 33)).toMatchObject({ confirmation: { reminders: 2 }, quietAt: later(35 * day) });
  });

  it('a reminder does not outdate what an agent has seen', () => {
    expect(next(asked(), 2).changedIn).toBe(1);
    expect(after(asked(), 2).facts).toMatchObject([{ data: { cycle: 1, reminder: 1, number: 'DB-10001' } }]);
  });
});

describe('silence has no consequence', () => {
  it('while a parent waits for the ticket: it is looked at again a day later', () => {
    const held = after(asked(), 2, true);
    expect(held).toMatchObject({ facts: [], next: { status: 'awaiting-confirmation', quietAt: later(3 * day) } });
  });

  it('before a planned date: it counts from there', () => {
    const held = after({ ...asked(), plannedFor: later(9 * day) }, 2);
    expect(held).toMatchObject({ facts: [], next: { quietAt: later(11 * day) } });
    expect(after({ ...asked(), plannedFor: later(day) }, 2).facts).toHaveLength(1);
  });

  it('before the day for which it was planned anew: it counts from when that was said', () => {
    const held = next({ ...asked(), plannedFor: later(90 * day) }, 2);
    const { plannedFor: _, ...unplanned } = held;
    const sooner = (to?: Date) => {
      const change = { next: { ...unplanned, ...(to && { plannedFor: to }) }, facts: [] } as Change;
      return withAftermath(held, change, later(4 * day), rules).next.quietAt;
    };
    expect([held.quietAt, sooner(), sooner(later(5 * day))]).toEqual([later(92 * day), later(6 * day), later(6 * day)]);
    expect(sooner(held.plannedFor)).toEqual(held.quietAt);
  });

  it('while the ticket owes a required step', () => {
    const steps = [{ key: 'call', title: 'Call back', status: 'in-progress' as const, required: true }];
    const types = new Map([['inquiry', { active: true, fields: [], steps: steps as never }]]);
    const owing = { ...rules, ticket: { ...ticketRules, types } };
    const ticket = { ...asked(), confirmation: { cycle: 1, askedAt: noon, reminders: 2 }, quietAt: later(7 * day) };
    expect(tick(ticket, later(7 * day), owing, free)).toMatchObject({ facts: [], next: { quietAt: later(8 * day) } });
  });

  it('once it was switched off', () => {
    const change = tick(asked(), later(8 * day), { ticket: ticketRules, remindAfterMs: [] }, free) as Change;
    expect(change.facts).toEqual([]);
    expect(change.next.quietAt).toBeUndefined();
  });
});
