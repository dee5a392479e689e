import {
  assignTicket,
  getAssignment,
  listPeople,
  republishEvents,
  moveToQueue,
  returnTicket,
  saveQueue,
  savePerson,
  setPresence,
  ticketStatusChanged,
  ticketUpdated,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

describe('work by hand', () => {
  let desk: Harness;
  beforeAll(async () => {
    desk = await startAssignment();
    await desk.person('ana');
    await desk.person('ben', 'offline');
  });
  afterAll(() => desk.stop());

  let count = 0;
  /** A ticket that Ana has. */
  const anas = async (): Promise<string> => {
    const ticketId = `t${++count}`;
    await desk.open(ticketId);
    await desk.assigned(ticketId);
    return ticketId;
  };

  it('gives a ticket to a person who is not there, and moves no turn', async () => {
    const ticketId = await anas();
    const before = await desk.desk.findOne({ _id: 'desk' });
    const view = await desk.ask(assignTicket, { ticketId, personId: 'ben' });
    expect(view).toMatchObject({ version: 2, state: 'assigned', personId: 'ben' });
    expect(view.decisions.at(-1)).toMatchObject({ mode: 'person', reason: 'Given to BEN by The lead' });
    expect(await desk.ask(assignTicket, { ticketId, personId: 'ben' })).toEqual(view);
    expect((await desk.desk.findOne({ _id: 'desk' }))!.rounds).toEqual(before!.rounds);
    await eventually(() => expect(desk.told(ticketId)).toEqual(['decided', 'decided']));
    expect(desk.heard.find(({ id }) => id === `assignment:${ticketId}:2`)).toMatchObject({
      actor: { id: 'lead' },
      data: { personId: 'ben', formerPersonId: 'ana' },
    });
  });

  it('takes a ticket back into the queue, and gives it to somebody else', async () => {
    const ticketId = await anas();
    const view = await desk.ask(returnTicket, { ticketId, reason: 'not my subject' });
    expect(view).toMatchObject({ state: 'waiting', version: 2 });
    await eventually(() => expect(desk.told(ticketId)).toEqual(['decided', 'queued']));
    await desk.ask(setPresence, { personId: 'ben', presence: 'available' });
    expect((await desk.assigned(ticketId)).personId).toBe('ben');
    await desk.ask(setPresence, { personId: 'ben', presence: 'offline' });
    await eventually(() => expect(desk.told(ticketId)).toEqual(['decided', 'queued', 'decided']));
  });

  it('is moved to another queue, where somebody else gets it', async () => {
    await desk.ask(saveQueue, { id: 'others', name: 'Others', mode: 'round-robin', presenceRule: 'anyone' });
    const ticketId = await anas();
    const moving = { ticketId, queueId: 'others', reason: 'it is theirs' };
    expect(await desk.ask(moveToQueue, moving)).toMatchObject({ state: 'waiting', queueId: 'others', version: 2 });
    const { personId, queueId } = await desk.assigned(ticketId);
    expect([personId === 'ana', queueId]).toEqual([false, 'others']);
    await eventually(() => expect(desk.told(ticketId)).toEqual(['decided', 'queued', 'decided']));
    await expect(desk.ask(moveToQueue, { ...moving, queueId: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is over when the ticket is resolved, and goes on with the same person when it is reopened', async () => {
    const ticketId = await anas();
    await desk.tell(ticketStatusChanged, ticketId, 5, { from: 'in-progress', to: 'resolved' });
    await eventually(async () =>
      expect(await desk.ask(getAssignment, { ticketId })).toMatchObject({ state: 'done', personId: 'ana' }),
    );
    await expect(desk.ask(assignTicket, { ticketId, personId: 'ben' })).rejects.toMatchObject({
      code: 'not-assignable',
    });
    const reopened = { from: 'resolved', to: 'in-progress' } as const;
    await desk.tell(ticketStatusChanged, ticketId, 7, reopened);
    await desk.tell(ticketStatusChanged, ticketId, 7, reopened);
    expect((await desk.assigned(ticketId)).decisions.at(-1)!.reason).toBe('Reopened: back to ANA');
    await desk.quiet();
    expect(await desk.ask(getAssignment, { ticketId })).toMatchObject({ state: 'assigned', version: 2 });
  });

  it('waits for the ticket that an event is about, and goes by its newest priority', async () => {
    const ticketId = `t${++count}`;
    await desk.tell(ticketUpdated, ticketId, 2, { changes: { priority: { from: 'medium', to: 'urgent' } } });
    await desk.open(ticketId);
    await eventually(async () => expect((await desk.assignments.findOne({ _id: ticketId }))?.rank).toBe(0));
    expect(await desk.deadLetters()).toBe(0);
  });

  it.each([
    ['a ticket that is not known', () => desk.ask(assignTicket, { ticketId: 'nowhere', personId: 'ana' }), 'not-found'],
    [
      'a person who is not known',
      async () => desk.ask(assignTicket, { ticketId: await anas(), personId: 'nobody' }),
      'not-found',
    ],
    ['a return without a reason', () => desk.ask(returnTicket, { ticketId: 't1' } as never), 'validation-failed'],
    ['a person without a name', () => desk.ask(savePerson, { id: 'nameless' }), 'validation-failed'],
    ['an operator for an id', () => desk.ask(getAssignment, { ticketId: { $ne: '' } as never }), 'validation-failed'],
    ['the presence of nobody', () => desk.ask(setPresence, { personId: 'nobody', presence: 'away' }), 'not-found'],
  ])('refuses %s', async (_, attempt, code) => {
    await expect(attempt()).rejects.toMatchObject({ code });
  });

  it('gives nothing to a person who is not active any more', async () => {
    await desk.ask(savePerson, { id: 'cleo', name: 'CLEO' });
    await desk.ask(savePerson, { id: 'cleo', active: false });
    const refusal = desk.ask(assignTicket, { ticketId: await anas(), personId: 'cleo' });
    await expect(refusal).rejects.toMatchObject({ code: 'not-assignable' });
    const { items } = await desk.ask(listPeople, {});
    expect(items.find(({ id }) => id === 'cleo')).toMatchObject({ active: false, presence: 'offline', openTickets: 0 });
    await eventually(() => expect(desk.told('cleo')).toEqual(['saved', 'saved']));
  });

  it('publishes again what it told', async () => {
    await eventually(async () => expect(await desk.assignments.countDocuments({ outbox: { $exists: true } })).toBe(0));
    const before = new Map(desk.heard.map((event) => [event.id, event]));
    desk.heard.length = 0;
    const { published } = await desk.ask(republishEvents.assignment, { since: '2020-01-01T00:00:00Z' });
    await eventually(() => expect(desk.heard.length).toBeGreaterThanOrEqual(published));
    expect(new Map(desk.heard.map((event) => [event.id, event]))).toEqual(before);
  });
});
