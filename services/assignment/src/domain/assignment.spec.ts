import { assignmentDecided, assignmentQueued, type Actor } from '@deskbeat/contracts';
import { byHand, byTurn, nobody, returned, waiting, type Assignee, type Assignment } from './assignment.js';
import { moved, reprioritised } from './ticket-moves.js';

const at = new Date('2026-01-05T08:00:00Z');
const later = new Date('2026-01-05T09:00:00Z');
const lead: Actor = { kind: 'person', id: 'lead', name: 'The lead' };
const system: Actor = { kind: 'system', id: 'assignment' };
const ana: Assignee = { id: 'ana', name: 'Ana', email: 'ana@example.com', active: true };
const ben: Assignee = { id: 'ben', name: 'Ben', active: true };

const inLine: Assignment = {
  _id: 't1',
  version: 0,
  ...waiting('default', { number: 'DB-7', subject: 'No light', priority: 'medium', reportedAt: at, version: 1 }),
};
const next = (before: Assignment, outcome: { next: object } | undefined): Assignment => {
  if (!outcome) throw new Error('nothing was decided');
  return { ...outcome.next, _id: before._id, version: before.version + 1 } as Assignment;
};
const anas = next(inLine, byHand(inLine, ana, undefined, lead, at));
const done = next(anas, moved(anas, { from: 'in-progress', to: 'resolved', version: 5 }, undefined, lead, at));

describe('an assignment', () => {
  it('keeps the turn that was given, and tells who has the ticket', () => {
    const placement = { ticketId: 't1', personId: 'ana', turn: 4, reason: 'next after Ben', excluded: [] };
    const { next: state, facts } = byTurn(inLine, ana, placement, system, at);
    const decision = {
      at,
      mode: 'round-robin',
      personId: 'ana',
      reason: 'next after Ben',
      excluded: [],
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
    const { next: state, facts } = nobody(inLine, 'General', [{ personId: 'ana', why: 'is away' }], system, at);
    expect(state).toMatchObject({ state: 'waiting', decisions: [{ excluded: [{ personId: 'ana', why: 'is away' }] }] });
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
      'brings it back to who had it',
      done,
      { from: 'resolved', to: 'in-progress', version: 6 },
      ana,
      { state: 'assigned', personId: 'ana' },
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
    const outcome = moved(before, move, former, lead, later);
    if (expected) expect(outcome?.next).toMatchObject(expected);
    else expect(outcome).toBeUndefined();
  });

  it('ends the same when resolving and reopening come in the wrong order', () => {
    const reopened = next(anas, moved(anas, { from: 'resolved', to: 'in-progress', version: 6 }, ana, lead, at));
    expect(moved(reopened, { from: 'in-progress', to: 'resolved', version: 5 }, ana, lead, at)).toBeUndefined();
    expect(reopened).toMatchObject({ state: 'assigned', personId: 'ana' });
  });

  it('moves the ticket in its queue when its priority changes, by the newest news', () => {
    const urgent = reprioritised(inLine, 'urgent', 3)!;
    expect(urgent).toMatchObject({ next: { rank: 0, state: 'waiting', unannounced: true }, facts: [] });
    expect(reprioritised(next(inLine, urgent), 'low', 2)).toBeUndefined();
  });
});
