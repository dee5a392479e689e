import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addCollaborator,
  addWatcher,
  createTicketType,
  getTicket,
  personSaved,
  receiveMessage,
  removeWatcher,
  snoozeTicket,
  tickStep,
  wakeTicket,
  type Actor,
  type PersonSaved,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually, ManualTime } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

const start = Date.UTC(2030, 0, 1);
const hour = 3_600_000;
const time = new ManualTime(start);
const instant = (ms: number): string => new Date(start + ms).toISOString();
const leo: Actor = { kind: 'person', id: 'leo' };

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake({}, time);
  await intake.another();
  const steps = [
    {
      key: 'diagnosis',
      label: 'Diagnosis',
      status: 'in-progress' as const,
      required: true,
      owner: 'assignee' as const,
    },
    { key: 'approval', label: 'Approval', status: 'in-progress' as const, required: true, owner: 'lead' as const },
  ];
  await intake.ask(createTicketType, { key: 'repair', name: 'Repair', steps });
  await tell({ personId: 'ben', name: 'Ben', role: 'agent' }, 1);
  await tell({ personId: 'eva', name: 'Eva', role: 'agent', active: false }, 1);
  await tell({ personId: 'leo', name: 'Leo', role: 'agent' }, 1);
  await tell({ personId: 'leo', name: 'Leo', role: 'lead' }, 2);
  await tell({ personId: 'leo', name: 'Leo', role: 'agent' }, 1);
  await eventually(async () => {
    const { id: ticketId } = await intake.open();
    expect(await intake.ask(addWatcher, { ticketId }, leo)).toMatchObject({ watchers: ['leo'] });
    expect(await intake.ask(addWatcher, { ticketId, personId: 'ben' })).toMatchObject({ watchers: ['leo', 'ben'] });
  });
}, 60_000);
afterAll(() => intake?.stop());

const tell = (data: PersonSaved, version: number) => intake.tell(personSaved, data.personId, version, data);
const shown = async (ticketId: string): Promise<string[]> =>
  (await intake.timeline(ticketId)).map(({ subject }) => subject.split('.')[2]!);
const refused = (pointer: string) => ({ code: 'validation-failed', errors: [{ pointer }] });

describe('who follows a ticket', () => {
  it('is added once, however many ask at once, and is in the view and in the timeline', async () => {
    const { id: ticketId } = await intake.open();
    await Promise.all([1, 2, 3].map(() => intake.ask(addWatcher, { ticketId, personId: 'ben' })));
    await intake.ask(addCollaborator, { ticketId, personId: 'me' }, leo);
    expect(await intake.ask(getTicket, { id: ticketId })).toMatchObject({ watchers: ['ben'], collaborators: ['leo'] });
    const after = await intake.ask(removeWatcher, { ticketId, personId: 'ben' });
    expect(after.watchers).toBeUndefined();
    expect(await shown(ticketId)).toEqual(['opened', 'follower-added', 'follower-added', 'follower-removed']);
    const [, watching] = await intake.timeline(ticketId);
    expect(watching).toMatchObject({ actor: { id: 'ana' }, data: { role: 'watcher', personId: 'ben' } });
  });

  it('is somebody of ours who is there', async () => {
    const { id: ticketId } = await intake.open();
    for (const personId of ['nobody', 'eva']) {
      await expect(intake.ask(addWatcher, { ticketId, personId })).rejects.toMatchObject(refused('/personId'));
    }
    const system: Actor = { kind: 'system', id: 'erp' };
    await expect(intake.ask(addWatcher, { ticketId }, system)).rejects.toMatchObject(refused('/personId'));
    expect(await shown(ticketId)).toEqual(['opened']);
  });
});

describe('a ticket that is put out of the way', () => {
  it('comes back when its time has come, by one fact, whoever of the replicas sees it first', async () => {
    const tickets = await Promise.all(Array.from({ length: 8 }, () => intake.open()));
    for (const [n, { id: ticketId }] of tickets.entries()) {
      const view = await intake.ask(snoozeTicket, { ticketId, until: instant(hour + n), reason: 'Waits for a part.' });
      expect(view.snoozed).toEqual({ until: instant(hour + n) });
    }
    const [last] = tickets.slice(-1) as [TicketView];
    time.moveTo(start + hour);
    await eventually(async () => {
      time.moveTo(time.now() + 1);
      expect((await intake.ask(getTicket, { id: last.id })).snoozed).toBeUndefined();
    });
    for (const { id } of tickets)
      await eventually(async () => expect(await shown(id)).toEqual(['opened', 'snoozed', 'woken']));
    const [, , woken] = await intake.timeline(last.id);
    expect(woken).toMatchObject({ actor: { kind: 'system', id: 'intake' }, data: { by: 'time' } });
  });

  it('comes back when the customer writes, or somebody wants it back', async () => {
    const { id: ticketId } = await intake.open();
    expect((await intake.ask(snoozeTicket, { ticketId })).snoozed).toEqual({});
    expect((await intake.ask(receiveMessage, { ticketId, text: 'Hello?' })).snoozed).toBeUndefined();
    await intake.ask(snoozeTicket, { ticketId });
    await Promise.all([1, 2].map(() => intake.ask(wakeTicket, { ticketId })));
    expect(await shown(ticketId)).toEqual(['opened', 'snoozed', 'message-received', 'woken', 'snoozed', 'woken']);
  });

  it('is not put there until a time that has passed', async () => {
    const { id: ticketId } = await intake.open();
    const past = intake.ask(snoozeTicket, { ticketId, until: new Date(0).toISOString() });
    await expect(past).rejects.toMatchObject(refused('/until'));
  });
});

describe('the procedure of a type', () => {
  it('gates the way on until each has done their steps, and says who did what', async () => {
    const { id: ticketId } = await intake.inProgress({ type: 'repair' });
    const needs = ({ moves }: TicketView) => moves.find(({ to }) => to === 'resolved')?.needs;
    const done = (step: string, actor?: Actor) => intake.ask(tickStep, { ticketId, step, done: true }, actor);
    await expect(done('approval')).rejects.toMatchObject({ code: 'forbidden', context: { owner: 'lead' } });
    await expect(done('dance')).rejects.toMatchObject({ code: 'not-found' });
    expect(needs(await done('diagnosis'))).toEqual(['resolution', 'sop:approval']);
    const [view] = await Promise.all([done('approval', leo), done('approval', leo)]);
    expect(needs(view)).toEqual(['resolution']);
    expect(view.steps).toMatchObject([
      { key: 'diagnosis', done: { by: { id: 'ana' } } },
      { key: 'approval', done: { by: leo } },
    ]);
    const back = await intake.ask(tickStep, { ticketId, step: 'diagnosis', done: false });
    expect(needs(back)).toEqual(['resolution', 'sop:diagnosis']);
    expect((await shown(ticketId)).slice(3)).toEqual(['step-ticked', 'step-ticked', 'step-ticked']);
  });
});
