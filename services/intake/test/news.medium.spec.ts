import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  assignmentDecided,
  assignmentQueued,
  assignmentUnclaimed,
  clockBreached,
  clockStarted,
  getTicket,
  noticeDelivered,
  removeCollaborator,
  updateTicket,
  type ClockFace,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, toAna, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());

const becomes = (id: string, expected: Partial<TicketView>): Promise<TicketView> =>
  eventually(async () => {
    const ticket = await intake.ask(getTicket, { id });
    expect(ticket).toMatchObject(expected);
    return ticket;
  });
const subjects = async (id: string): Promise<string[]> =>
  (await intake.timeline(id)).map(({ subject }) => subject.split('.')[2]!);

const dueAt = '2040-01-01T00:00:00.000Z';
const face: ClockFace = { target: 'resolution', cycle: 1, state: 'running', dueAt };
const started = (ticketId: string) => ({ ticketId, policyId: 'default', clocks: [face], dueAt });
const queued = (ticketId: string) => ({ ticketId, queueId: 'default', reason: 'nobody is there' });

it('a decision puts the ticket into progress and tells so', async () => {
  const { id } = await intake.open();
  await intake.tell(assignmentDecided, id, 1, toAna(id));
  await becomes(id, { status: 'in-progress', assigneeId: 'ana', assigneeName: 'Ana', queueId: 'default', version: 3 });
  await eventually(() => expect(intake.eventsOf(id)).toHaveLength(3));
  expect(intake.eventsOf(id).slice(1)).toMatchObject([
    { subject: 'evt.timeline.assignment-recorded.v1', data: { assigneeId: 'ana', reason: 'her turn' } },
    { subject: 'evt.ticket.status-changed.v1', data: { from: 'new', to: 'in-progress' } },
  ]);
});

it('a ticket that waits for somebody is pending, then in progress', async () => {
  const { id } = await intake.open();
  await intake.tell(assignmentQueued, id, 1, queued(id));
  await becomes(id, { status: 'pending-assignment', version: 3 });
  await intake.tell(assignmentDecided, id, 2, toAna(id));
  await becomes(id, { status: 'in-progress', version: 5 });
});

it('that nobody has taken a ticket stands in its timeline and changes nothing', async () => {
  const { id, number, subject } = await intake.open();
  await intake.tell(assignmentQueued, id, 1, queued(id));
  const { version } = await becomes(id, { status: 'pending-assignment' });
  const waitingSince = '2030-01-01T00:00:00.000Z';
  await intake.tell(assignmentUnclaimed, id, 2, { ...queued(id), number, subject, waitingSince });
  await becomes(id, { status: 'pending-assignment', version: version + 1 });
  expect((await intake.timeline(id)).at(-1)).toMatchObject({
    subject: 'evt.timeline.assignment-recorded.v1',
    data: { mode: 'unclaimed', queueId: 'default', reason: 'nobody is there' },
  });
  await intake.tell(assignmentDecided, id, 3, toAna(id));
  await becomes(id, { status: 'in-progress', version: version + 3 });
});

it('whom a rule takes in works on the ticket, and does not come back once removed', async () => {
  const { id } = await intake.open();
  await intake.tell(assignmentDecided, id, 1, { ...toAna(id), collaborators: ['ben', 'eva'] });
  await becomes(id, { collaborators: ['ben', 'eva'] });
  await intake.ask(removeCollaborator, { ticketId: id, personId: 'ben' });
  await intake.tell(assignmentDecided, id, 2, { ...toAna(id), personId: 'max', collaborators: ['ben', 'eva', 'ida'] });
  await becomes(id, { assigneeId: 'max', collaborators: ['eva', 'ida'] });
  expect((await subjects(id)).filter((subject) => subject === 'follower-added')).toHaveLength(3);
});

it('news that come twice are one entry', async () => {
  const { id } = await intake.open();
  const notice = {
    ticketId: id,
    cause: 'assigned',
    channel: 'in-app' as const,
    recipient: 'ana',
    outcome: 'sent' as const,
  };
  for (let copy = 1; copy <= 3; copy++) {
    await intake.tell(assignmentDecided, id, 1, toAna(id));
    await intake.tell(clockStarted, id, 1, started(id));
    await intake.tell(noticeDelivered, `notice-of-${id}`, 1, notice);
  }
  const { id: marker } = await intake.open();
  await intake.tell(assignmentDecided, marker, 1, toAna(marker));
  await intake.tell(clockStarted, marker, 1, started(marker));
  await intake.tell(noticeDelivered, `notice-of-${marker}`, 1, { ...notice, ticketId: marker });
  await becomes(marker, { version: 5 });
  await becomes(id, { version: 5, dueAt });
  expect((await subjects(id)).sort()).toEqual([
    'assignment-recorded',
    'clock-recorded',
    'notice-recorded',
    'opened',
    'status-changed',
  ]);
});

it('news that were overtaken are written down, and change nothing', async () => {
  const { id } = await intake.open();
  await intake.tell(assignmentDecided, id, 2, toAna(id));
  await becomes(id, { status: 'in-progress' });
  await intake.tell(assignmentQueued, id, 1, queued(id));
  await becomes(id, { status: 'in-progress', assigneeId: 'ana', version: 4 });
  expect((await intake.timeline(id)).at(-1)!.data).toMatchObject({ late: true, mode: 'queue' });
});

it('a breach stands in the timeline with its facts, and the ticket keeps its due instant', async () => {
  const { id } = await intake.open();
  await intake.tell(clockStarted, id, 1, started(id));
  const breach = { target: 'resolution' as const, cycle: 1, wasDueAt: dueAt, lateMs: 12 };
  const clocks = [{ ...face, state: 'breached' as const }];
  await intake.tell(clockBreached, id, 2, { ticketId: id, clocks, dueAt, ...breach });
  await becomes(id, { version: 3, dueAt, clocks });
  expect((await intake.timeline(id)).at(-1)!.data).toMatchObject({ what: 'breached', facts: breach });
});

it('notes of the system do not outdate what a person has seen', async () => {
  const seen = await intake.inProgress();
  await intake.tell(clockStarted, seen.id, 1, started(seen.id));
  await becomes(seen.id, { version: seen.version + 1 });
  const command = { ticketId: seen.id, seenVersion: seen.version, priority: 'high' as const };
  expect(await intake.ask(updateTicket, command)).toMatchObject({ priority: 'high', version: seen.version + 2 });
});

it('news without what they promise go to the dead letters with the reason', async () => {
  const { id } = await intake.open();
  await intake.tell(assignmentDecided, id, 1, { ...toAna(id), personId: undefined as never });
  await eventually(async () => {
    expect(await intake.deadLetter('EVENTS', 'assignment')).toMatchObject({
      code: 'validation-failed',
      reason: expect.stringContaining('/personId'),
      subject: 'evt.assignment.decided.v1',
    });
  });
  expect(await intake.ask(getTicket, { id })).toMatchObject({ status: 'new', version: 1 });
});
