import { assignmentQueued } from '@deskbeat/contracts';
import { at, later, lead, ana, about, way, inLine, next, anas, done } from '../../test/builders/assignments.js';
import { noDueDate, type Assignee, type Assignment } from './assignment.js';
import { requeued } from './requeue.js';
import { customerChanged, moved, redue, refiled } from './ticket-moves.js';

describe('what happens to the customer of a ticket', () => {
  const vip = { tier: { from: 'standard', to: 'vip' }, region: { from: null, to: 'de' } };
  const vips = { ...way, queueId: 'vips', skills: [{ skill: 'net', level: 3 }] };

  it('sends a ticket that nobody has where the rules send it now', () => {
    expect(customerChanged(inLine, vip, vips)!.next).toMatchObject({
      state: 'waiting',
      queueId: 'vips',
      skills: vips.skills,
      about: { tier: 'vip', region: 'de' },
    });
  });

  it.each<[string, Assignment, Parameters<typeof customerChanged>[1]]>([
    ['a ticket that somebody has', anas, vip],
    ['a ticket that is done', done, vip],
    ['a ticket that came with the newer facts', { ...inLine, about: { ...about, tier: 'gold' } }, { tier: vip.tier }],
    ['a ticket that is about another region', { ...inLine, about: { ...about, region: 'fr' } }, { region: vip.region }],
  ])('leaves %s as it is', (_, before, changes) => {
    expect(customerChanged(before, changes, vips)).toBeUndefined();
  });

  it('says nothing anew of a ticket that stays in its queue, but asks for what the rules ask now', () => {
    const { unannounced: _, ...announced } = inLine;
    const { next: state } = customerChanged(announced, vip, { ...vips, queueId: 'default' })!;
    expect(state).toMatchObject({ queueId: 'default', skills: vips.skills });
    expect(state).not.toHaveProperty('unannounced');
  });

  it('leaves what is left to a person where it is', () => {
    expect(customerChanged({ ...inLine, triaged: true }, vip, vips)!.next).toMatchObject({ queueId: 'default' });
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
      'brings it back as other work, also for who returned it before',
      { ...done, excluded: ['ben'] },
      { from: 'resolved', to: 'in-progress', version: 6 },
      ana,
      { state: 'waiting', excluded: [] },
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
