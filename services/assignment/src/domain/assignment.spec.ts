import { assignmentDecided, assignmentQueued, type Actor } from '@deskbeat/contracts';
import { noDueDate, waiting, type Assignee, type Assignment } from './assignment.js';
import { byHand, byTurn, claimed, handedBack, nobody, returned, toDeal, unclaimed } from './decisions.js';
import type { TicketFacts } from './route.js';
import { requeued } from './requeue.js';
import { moved, pickedUp, redue, refiled } from './ticket-moves.js';

const at = new Date('2026-01-05T08:00:00Z');
const later = new Date('2026-01-05T09:00:00Z');
const lead: Actor = { kind: 'person', id: 'lead', name: 'The lead' };
const system: Actor = { kind: 'system', id: 'assignment' };
const ana: Assignee = { id: 'ana', name: 'Ana', email: 'ana@example.com', active: true };
const ben: Assignee = { id: 'ben', name: 'Ben', active: true };

const about: TicketFacts = {
  type: 'fault',
  priority: 'medium',
  channel: 'web',
  customerId: 'c1',
  tier: 'standard',
  tags: [],
};
const way = { queueId: 'default', skills: [], collaborators: [] };
const inLine: Assignment & { state: 'waiting' } = {
  _id: 't1',
  version: 0,
  ...waiting(way, { number: 'DB-7', subject: 'No light', about, reportedAt: at, version: 1 }),
};
const next = (before: Assignment, outcome: { next: object } | undefined): Assignment => {
  if (!outcome) throw new Error('nothing was decided');
  return { ...outcome.next, _id: before._id, version: before.version + 1 } as Assignment;
};
const anas = next(inLine, byHand(inLine, ana, undefined, lead, at));
const done = next(anas, moved(anas, { from: 'in-progress', to: 'resolved', version: 5 }, undefined, 'default', at));

describe('an assignment', () => {
  it('keeps the turn that was given, and tells who has the ticket', () => {
    const words = { reason: 'next after Ben', excluded: [], candidates: [] };
    const placement = { turn: 4, mode: 'round-robin' as const, ...words };
    const { next: state, facts } = byTurn(inLine, ana, placement, system, at);
    const decision = {
      at,
      mode: 'round-robin',
      personId: 'ana',
      reason: 'next after Ben',
      excluded: [],
      candidates: [],
      by: system,
      turn: 4,
    };
    expect(state).toMatchObject({ state: 'assigned', personId: 'ana', decisions: [decision] });
    expect(state).not.toHaveProperty('unannounced');
    expect(facts).toEqual([
      {
        subject: assignmentDecided.subject,
        data: {
          ticketId: 't1',
          number: 'DB-7',
          subject: 'No light',
          personId: 'ana',
          personName: 'Ana',
          personEmail: 'ana@example.com',
          queueId: 'default',
          mode: 'round-robin',
          reason: 'next after Ben',
        },
      },
    ]);
  });

  it('tells once that nobody is there, and goes on waiting', () => {
    const excluded = [{ personId: 'ana', why: 'is away' }];
    const stay = { mode: 'round-robin', reason: 'Nobody is available in General', excluded } as const;
    const { next: state, facts } = nobody(inLine, { ...stay, excluded, markAt: later }, system, at);
    expect(state).toMatchObject({ state: 'waiting', markAt: later, decisions: [{ excluded }] });
    expect(state).not.toHaveProperty('unannounced');
    expect(facts[0]).toMatchObject({
      subject: assignmentQueued.subject,
      data: { reason: 'Nobody is available in General' },
    });
  });

  it('goes by hand from one person to another, who had it is named', () => {
    const { facts } = byHand(anas, ben, 'knows the machine', lead, at)!;
    expect(facts[0]!.data).toMatchObject({
      personId: 'ben',
      formerPersonId: 'ana',
      mode: 'person',
      reason: 'knows the machine',
    });
  });

  it('stays as it is when the same person is named again', () => {
    expect(byHand(anas, ana, undefined, lead, at)).toBeUndefined();
  });

  it.each<[string, () => unknown]>([
    ['by hand when the work is done', () => byHand(done, ben, undefined, lead, at)],
    ['by hand to somebody who is not active', () => byHand(inLine, { ...ben, active: false }, undefined, lead, at)],
    ['back when nobody has it', () => returned(inLine, 'no', lead, at)],
    ['back when the work is done', () => returned(done, 'no', lead, at)],
  ])('does not go %s', (_, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ code: 'not-assignable' }));
  });

  it('goes back to its queue with its age, without who had it and who returned it', () => {
    const outcome = returned(anas, 'not mine', lead, later);
    expect(outcome.next).toMatchObject({ state: 'waiting', waitingSince: at, excluded: ['ana', 'lead'] });
    expect(outcome.next).not.toHaveProperty('personId');
    expect(outcome.facts).toEqual([
      {
        subject: assignmentQueued.subject,
        data: { ticketId: 't1', queueId: 'default', formerPersonId: 'ana', reason: 'not mine' },
      },
    ]);
  });

  it('stays where it is for a person to choose, with the proposals', () => {
    const proposals = [{ personId: 'ana', why: 'has no limit', score: 0.7 }];
    const stay = { mode: 'smart', reason: 'Not sure', excluded: [], proposals, triageQueueId: 'triage' } as const;
    const { next: state, facts } = nobody(inLine, { ...stay, excluded: [], proposals }, system, at);
    expect(state).toMatchObject({
      state: 'waiting',
      triaged: true,
      queueId: 'triage',
      decisions: [{ candidates: proposals }],
    });
    expect(facts[0]!.data).toMatchObject({ queueId: 'triage', reason: 'Not sure' });
    expect(byHand(next(inLine, { next: state }), ben, undefined, lead, at)!.next).not.toHaveProperty('triaged');
  });

  it('is taken by who is first, and is theirs however often they say so', () => {
    const taken = next(inLine, claimed(inLine, ana, lead, at));
    expect(taken).toMatchObject({ personId: 'ana', decisions: [{ mode: 'queue', reason: 'Taken by Ana' }] });
    expect(claimed(taken, ana, lead, at)).toBeUndefined();
    expect(() => claimed(taken, ben, lead, at)).toThrow(expect.objectContaining({ code: 'not-assignable' }));
  });

  it('weighs by its priority, and little while it waits for the customer', () => {
    const points = (of: Assignment): unknown => (of as { points?: number }).points;
    const move = (from: Assignment, to: 'awaiting-confirmation' | 'in-progress', version: number): Assignment =>
      next(from, moved(from, { from: 'awaiting-confirmation', to, version }, ana, 'default', at));
    const onHold = move(anas, 'awaiting-confirmation', 5);
    const urgent = next(onHold, refiled(onHold, { ...about, priority: 'urgent' }, way, 6));
    expect([anas, onHold, urgent, move(urgent, 'in-progress', 7)].map(points)).toEqual([4, 1, 1, 8]);
  });

  it('goes back without a blame when who has it is gone, and names that person', () => {
    const { next: state, facts } = handedBack(anas, 'Ana is on leave', system, later);
    expect(state).toMatchObject({ state: 'waiting', excluded: [], formerPersonId: 'ana' });
    expect(facts[0]!.data).toMatchObject({ formerPersonId: 'ana', reason: 'Ana is on leave' });
    expect(byHand(next(anas, { next: state }), ben, undefined, lead, later)!.facts[0]!.data).toMatchObject({
      personId: 'ben',
      formerPersonId: 'ana',
    });
  });

  it('is dealt anew without a word, first to who is preferred', () => {
    const prefer = { personId: 'ben', reason: 'Ana is on leave: Ben takes over' };
    expect(toDeal(anas, { prefer })).toMatchObject({
      state: 'waiting',
      unannounced: true,
      prefer,
      formerPersonId: 'ana',
    });
  });

  it('tells the lead once that nobody has it', () => {
    const marked = { ...inLine, markAt: later };
    const { next: state, facts } = unclaimed(marked, 'lead');
    expect(state).not.toHaveProperty('markAt');
    expect(facts[0]!.data).toMatchObject({ ticketId: 't1', leadId: 'lead', waitingSince: at.toISOString() });
  });

  it('does not go back for not being picked up once the work has begun', () => {
    expect(pickedUp({ ...anas, markAt: later })!.next).not.toHaveProperty('markAt');
    expect(pickedUp(anas)).toBeUndefined();
    expect(pickedUp({ ...inLine, markAt: later })).toBeUndefined();
  });

  it('remembers the newest 200 decisions', () => {
    let now = anas;
    for (let n = 0; n < 300; n++) now = next(now, byHand(now, n % 2 ? ana : ben, `${n}`, lead, at));
    expect([now.decisions.length, now.decisions.at(-1)!.reason]).toEqual([200, '299']);
  });
});

describe('what happens to a ticket', () => {
  it.each<[string, Assignment, Parameters<typeof moved>[1], Assignee | undefined, object | undefined]>([
    [
      'ends the work',
      anas,
      { from: 'in-progress', to: 'resolved', version: 5 },
      ana,
      { state: 'done', personId: 'ana' },
    ],
    ['ends the waiting', inLine, { from: 'new', to: 'closed', version: 5 }, undefined, { state: 'done' }],
    [
      'brings it back, first to who had it',
      done,
      { from: 'resolved', to: 'in-progress', version: 6 },
      ana,
      { state: 'waiting', prefer: { personId: 'ana', reason: 'Reopened: back to Ana' }, queueId: 'home' },
    ],
    [
      'brings it back into the queue when that person left',
      done,
      { from: 'resolved', to: 'in-progress', version: 6 },
      { ...ana, active: false },
      { state: 'waiting', waitingSince: later },
    ],
    [
      'changes nothing by itself while the work goes on',
      anas,
      { from: 'new', to: 'in-progress', version: 5 },
      ana,
      undefined,
    ],
    [
      'changes nothing when newer news came before',
      done,
      { from: 'resolved', to: 'in-progress', version: 4 },
      ana,
      undefined,
    ],
    ['changes nothing when it comes again', done, { from: 'in-progress', to: 'resolved', version: 5 }, ana, undefined],
  ])('%s', (_, before, move, former, expected) => {
    const outcome = moved(before, move, former, 'home', later);
    if (expected) expect(outcome?.next).toMatchObject(expected);
    else expect(outcome).toBeUndefined();
  });

  it('ends the same when resolving and reopening come in the wrong order', () => {
    const reopened = next(anas, moved(anas, { from: 'resolved', to: 'in-progress', version: 6 }, ana, 'home', at));
    expect(moved(reopened, { from: 'in-progress', to: 'resolved', version: 5 }, ana, 'home', at)).toBeUndefined();
    expect(reopened).toMatchObject({ state: 'assigned', personId: 'ana' });
  });

  it('moves the ticket in its queue when its priority changes, by the newest news', () => {
    const urgent = refiled(inLine, { ...about, priority: 'urgent' }, way, 3)!;
    expect(urgent).toMatchObject({ next: { rank: 0, state: 'waiting', unannounced: true }, facts: [] });
    expect(refiled(next(inLine, urgent), { ...about, priority: 'low' }, way, 2)).toBeUndefined();
  });

  it('sends it to another queue, unless a person holds it', () => {
    const refunds = { ...way, queueId: 'refunds' };
    expect(refiled(inLine, { ...about, type: 'refund' }, refunds, 3)!.next).toMatchObject({
      queueId: 'refunds',
      unannounced: true,
    });
    expect(refiled(anas, { ...about, type: 'refund' }, refunds, 3)!.next).toMatchObject({
      queueId: 'default',
      about: { type: 'refund' },
    });
  });

  it('puts it in line by its nearest clock, by the newest news, while it waits', () => {
    const due = next(inLine, redue(inLine, later, 2));
    expect([inLine.dueAt, due.dueAt]).toEqual([noDueDate, later]);
    expect(redue(due, at, 1)).toBeUndefined();
    expect(redue(anas, later, 2)).toBeUndefined();
  });
});

describe('somebody moves it to another queue', () => {
  const to = { queueId: 'repairs', markAt: later };

  it('where it waits, not for who had it', () => {
    const { next: state, facts } = requeued(anas, to, 'a pump', lead, at)!;
    expect(state).toMatchObject({ state: 'waiting', ...to, excluded: ['ana'], about: { queueId: 'repairs' } });
    const told = { ticketId: 't1', queueId: 'repairs', formerPersonId: 'ana', reason: 'a pump' };
    expect(facts).toEqual([{ subject: assignmentQueued.subject, data: told }]);
  });

  it('from where it waited, once', () => {
    const moved = next(inLine, requeued(inLine, to, 'a pump', lead, at));
    expect(moved).toMatchObject({ state: 'waiting', queueId: 'repairs', excluded: [] });
    expect(requeued(moved, to, 'a pump', lead, at)).toBeUndefined();
  });

  it('but not when the work is done', () => {
    expect(() => requeued(done, to, 'a pump', lead, at)).toThrow(expect.objectContaining({ code: 'not-assignable' }));
  });
});
