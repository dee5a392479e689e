import { assignmentDecided, assignmentQueued, type Actor } from '@deskbeat/contracts';
import {
  at,
  later,
  lead,
  system,
  ana,
  ben,
  about,
  way,
  inLine,
  next,
  anas,
  done,
} from '../../test/builders/assignments.js';
import { type Assignment } from './assignment.js';
import { byHand, claimed, returned } from './by-hand.js';
import { byTurn, handedBack, nobody, toDeal, unclaimed } from './decisions.js';
import { moved, pickedUp, refiled } from './ticket-moves.js';

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

  it('needs a reason of who has it, not of who takes it over', () => {
    const [anasHand, bensHand] = ['ana', 'ben'].map((id): Actor => ({ kind: 'person', id }));
    const errors = [expect.objectContaining({ pointer: '/reason' })];
    expect(() => byHand(anas, ben, undefined, anasHand!, at)).toThrow(expect.objectContaining({ errors }));
    expect(byHand(anas, ben, 'on holiday', anasHand!, at)!.next).toMatchObject({ personId: 'ben' });
    expect(byHand(anas, ben, undefined, bensHand!, at)!.next).toMatchObject({ personId: 'ben' });
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
