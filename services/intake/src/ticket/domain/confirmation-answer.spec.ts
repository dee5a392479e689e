import { describe, expect, it } from '@jest/globals';
import type { Status } from '@deskbeat/contracts';
import { aTicket, decided, hour, later, noon, rules } from '../../../test/builders.js';
import { answer, questionView } from './confirmation-answer.js';
import type { Confirmation } from './confirmation.js';
import type { Ticket } from './ticket-state.js';

const question = { cycle: 2, expiresAt: later(100 * hour) };
type Said = Parameters<typeof answer>[2];
const asked = (status: Status, more: Partial<Confirmation> = {}): Ticket =>
  aTicket({ status, confirmation: { cycle: 2, askedAt: noon, reminders: 0, ...more } });
const said = (ticket: Ticket, what: Said, at = noon) => answer(ticket, question, what, at, rules);
const problem = (code: string, more = {}) => expect.objectContaining({ code, ...more });
const reject: Said = { answer: 'reject', reason: 'Still dark' };

type Case = [Status, Said, string[], Status];
it.each<Case>([
  ['awaiting-confirmation', { answer: 'confirm' }, ['confirmed', 'status-changed'], 'resolved'],
  [
    'awaiting-confirmation',
    { answer: 'confirm', rating: 5, comment: 'Fast' },
    ['confirmed', 'rated', 'status-changed', 'status-changed'],
    'closed',
  ],
  ['awaiting-confirmation', reject, ['rejected', 'status-changed'], 'in-progress'],
  ['awaiting-confirmation', { ...reject, rating: 1 }, ['rejected', 'rated', 'status-changed'], 'in-progress'],
  ['awaiting-confirmation', { rating: 3 }, ['rated'], 'awaiting-confirmation'],
  ['resolved', { answer: 'confirm' }, ['confirmed'], 'resolved'],
  ['resolved', { rating: 4 }, ['rated', 'status-changed'], 'closed'],
  ['resolved', reject, ['rejected', 'status-changed'], 'in-progress'],
  ['closed', { rating: 2 }, ['rated'], 'closed'],
])('%s: the customer says %j: %j, then %s', (status, what, facts, after) => {
  const revision = said(asked(status), what)!;
  expect(revision.facts.map(({ subject }) => subject.split('.')[2])).toEqual(facts);
  expect(revision.next.status).toBe(after);
  expect(revision.next.satisfaction).toEqual(what.rating && { rating: what.rating, at: noon, cycle: 2 });
});

it('texts stand in the timeline and stay out of the events', () => {
  const { facts } = said(asked('awaiting-confirmation'), { ...reject, rating: 1, comment: 'Slow' })!;
  expect(facts.map(({ text }) => text)).toEqual(['Still dark', 'Slow', undefined]);
  expect(JSON.stringify(facts.map(({ data }) => data))).not.toMatch(/Still dark|Slow/);
  expect(facts[0].data).toEqual({
    number: 'DB-10001',
    customerId: 'customer-1',
    cycle: 2,
    assigneeId: 'ana',
    length: 10,
  });
});

describe('what was said', () => {
  it('once is said: repeated it changes nothing, changed it is refused', () => {
    const first = asked('awaiting-confirmation');
    const ticket = decided(first, said(first, { answer: 'confirm' })!);
    expect(said(ticket, { answer: 'confirm' })).toBeUndefined();
    expect(() => said(ticket, reject)).toThrow(problem('already-answered'));
    const rated = decided(ticket, said(ticket, { answer: 'confirm', rating: 5 })!);
    expect(rated).toMatchObject({ status: 'closed', satisfaction: { rating: 5 } });
    expect(said(rated, { rating: 5 })).toBeUndefined();
    expect(() => said(rated, { rating: 4 })).toThrow(problem('already-answered'));
  });

  it.each<[Status, Partial<Confirmation>, Said, string]>([
    ['in-progress', {}, { answer: 'confirm' }, 'already-answered'],
    ['in-progress', { answer: 'rejected' }, { rating: 3 }, 'already-answered'],
    ['closed', {}, { answer: 'confirm' }, 'already-answered'],
    ['resolved', { cycle: 3 }, { answer: 'confirm' }, 'link-expired'],
    ['resolved', { cycle: 1 }, { rating: 1 }, 'link-expired'],
  ])('on a ticket that is %s with %j: %j is %s', (status, more, what, code) => {
    expect(() => said(asked(status, more), what)).toThrow(problem(code));
  });

  it('too late for reopening cannot reject, but may rate', () => {
    expect(() => said(asked('resolved'), reject, later(25 * hour))).toThrow(problem('move-not-allowed'));
    expect(said(asked('resolved'), { rating: 1 }, later(25 * hour))?.next.status).toBe('closed');
  });

  it('moves no ticket that owes a required step', () => {
    const steps = [{ key: 'call', status: 'in-progress', required: true }] as never;
    const owing = { ...rules, types: new Map([['inquiry', { active: true, fields: [], steps }]]) };
    const revision = answer(asked('awaiting-confirmation'), question, { answer: 'confirm', rating: 5 }, noon, owing);
    expect(revision).toMatchObject({ next: { status: 'awaiting-confirmation' }, facts: [{}, {}] });
  });
});

it.each<[Said, string[]]>([
  [{}, ['/answer']],
  [{ answer: 'reject' }, ['/reason']],
  [{ answer: 'confirm', reason: 'x' }, ['/reason']],
  [{ ...reject, comment: 'x' }, ['/comment']],
  [{ reason: 'x', comment: 'x' }, ['/answer', '/reason', '/comment']],
])('%j is refused by its fields %j', (what, pointers) => {
  const errors = pointers.map((pointer) => expect.objectContaining({ pointer }));
  expect(() => said(asked('resolved'), what)).toThrow(problem('validation-failed', { errors }));
});

it.each<[Status, Partial<Confirmation>, boolean, boolean]>([
  ['awaiting-confirmation', {}, true, true],
  ['resolved', { answer: 'confirmed' }, false, true],
  ['resolved', { answer: 'confirmed', rating: 5 }, false, false],
  ['in-progress', { answer: 'rejected' }, false, false],
  ['closed', {}, false, true],
])('a customer whose ticket is %s with %j: may answer %s, may rate %s', (status, more, mayAnswer, mayRate) => {
  expect(questionView(asked(status, more), question)).toMatchObject({ mayAnswer, mayRate, status, cycle: 2 });
});
