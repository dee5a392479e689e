import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeStatus,
  getMessage,
  getTicket,
  getTimeline,
  receiveMessage,
  republishEvents,
  sendReply,
  updateTicket,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake({ REOPEN_WINDOW_DAYS: '1' });
}, 60_000);
afterAll(() => intake?.stop());

const shown = async ({ id }: TicketView): Promise<string[]> =>
  (await intake.timeline(id)).map(({ subject }) => subject.split('.')[2]!);

const resolved = async (): Promise<TicketView> => {
  const { id } = await intake.inProgress();
  return intake.ask(sendReply, { ticketId: id, text: 'Done', moveTo: 'resolved' });
};
const closed = async (): Promise<TicketView> => {
  const { id, version } = await resolved();
  return intake.ask(changeStatus, { ticketId: id, seenVersion: version, to: 'closed', reason: 'Done' });
};

it('a ticket’s whole way stands in its timeline and goes out as events, without a gap', async () => {
  const { id: ticketId } = await intake.inProgress({ text: 'It is broken' });
  await intake.note(ticketId);
  const proposed = await intake.ask(sendReply, { ticketId, text: 'Try this', moveTo: 'awaiting-confirmation' });
  await intake.ask(changeStatus, { ticketId, seenVersion: proposed.version, to: 'resolved', reason: 'confirmed' });
  const last = await intake.ask(getTicket, { id: ticketId });
  const way = [
    'opened',
    'assignment-recorded',
    'status-changed',
    'noted',
    'replied',
    'status-changed',
    'status-changed',
  ];
  expect(await shown(last)).toEqual(way);
  await eventually(() => {
    expect(intake.eventsOf(ticketId).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    return intake.tickets.findOne({ _id: ticketId }).then((kept) => kept?.outbox === undefined);
  });
  expect(intake.eventsOf(ticketId).map(({ subject }) => subject.split('.')[2])).toEqual(way);
  expect(JSON.stringify(intake.eventsOf(ticketId))).not.toContain('Try this');
  expect(await shown(last)).toEqual(way);
});

it('the timeline is paged by version', async () => {
  const { id: ticketId } = await intake.open();
  for (const text of ['one', 'two', 'three']) await intake.note(ticketId, text);
  const first = await intake.ask(getTimeline, { ticketId, limit: 3 });
  const second = await intake.ask(getTimeline, { ticketId, limit: 3, cursor: first.next });
  expect([...first.items, ...second.items].map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(second.next).toBeUndefined();
});

it('two agents who change the same version at once: one does, the other sees the new state', async () => {
  const { id: ticketId, version: seenVersion } = await intake.open();
  const changes = ['urgent', 'low'].map((priority) =>
    intake.ask(updateTicket, { ticketId, seenVersion, priority: priority as 'urgent' | 'low' }),
  );
  const outcomes = await Promise.allSettled(changes);
  const [done] = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused!.reason).toMatchObject({
    code: 'version-conflict',
    context: { currentVersion: 2, current: { priority: done!.value.priority } },
  });
});

it('a change that finds everything as it should be is no entry', async () => {
  const { id: ticketId, version: seenVersion } = await intake.open();
  const after = await intake.ask(updateTicket, { ticketId, seenVersion, priority: 'medium' });
  expect(after.version).toBe(seenVersion);
});

it('a move that is not in the table is refused, with those that are', async () => {
  const { id: ticketId } = await intake.open();
  await expect(intake.ask(changeStatus, { ticketId, seenVersion: 1, to: 'closed' })).rejects.toMatchObject({
    code: 'move-not-allowed',
    context: { from: 'new', to: 'closed', allowed: ['pending-assignment', 'in-progress'] },
  });
});

it('what nobody has cannot be read or changed', async () => {
  const ticketId = randomUUID();
  await expect(intake.ask(getTicket, { id: ticketId })).rejects.toMatchObject({ code: 'not-found' });
  await expect(intake.ask(getTicket, { id: 'DB-1' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(intake.note(ticketId)).rejects.toMatchObject({ code: 'not-found' });
});

describe('the customer writes', () => {
  it('to a resolved ticket: it is in progress again, with the one who had it', async () => {
    const { id: ticketId } = await resolved();
    const after = await intake.ask(receiveMessage, { ticketId, text: 'No, still broken' });
    expect(after).toMatchObject({ status: 'in-progress', assigneeId: 'ana' });
    expect(after.resolution).toBeUndefined();
  });

  it('the same message twice: it is stored once', async () => {
    const { id: ticketId } = await intake.open();
    const message = { ticketId, text: 'And another thing', messageKey: 'mail-1' };
    const answers = await Promise.all([1, 2, 3].map(() => intake.ask(receiveMessage, message)));
    expect(answers.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(await shown(answers[0]!)).toEqual(['opened', 'message-received']);
  });

  it('to a closed ticket: one new ticket goes on from there, whatever comes at once', async () => {
    const old = await closed();
    const send = (messageKey: string) => intake.ask(receiveMessage, { ticketId: old.id, text: 'Hello?', messageKey });
    const answers = await Promise.all([send('a'), send('b'), send('a'), send('c')]);
    const [next] = new Set(answers.map(({ id }) => id));
    expect(answers.every(({ id }) => id === next)).toBe(true);
    expect(next).not.toBe(old.id);
    expect(answers[0]).toMatchObject({ followUpOf: old.id, customerId: old.customerId, subject: old.subject });
    const entries = await intake.timeline(next!);
    expect(entries.flatMap(({ text }) => text ?? [])).toEqual(['Hello?', 'Hello?', 'Hello?']);
    expect(await intake.ask(getTicket, { id: old.id })).toMatchObject({ status: 'closed' });
  });
});

describe('who delivers a message', () => {
  it('is told its text and the customer’s address', async () => {
    const customer = { email: 'chris@example.com', name: 'Chris' };
    const { id: ticketId, number, version } = await intake.inProgress({ customer });
    await intake.ask(sendReply, { ticketId, text: 'Here is how' });
    expect(await intake.ask(getMessage, { ticketId, version: version + 1 })).toMatchObject({
      number,
      text: 'Here is how',
      author: { id: 'ana' },
      customerEmail: 'chris@example.com',
      customerName: 'Chris',
    });
  });

  it('is told that there is none in an entry without text', async () => {
    const { id: ticketId } = await intake.open();
    for (const version of [1, 2]) {
      await expect(intake.ask(getMessage, { ticketId, version })).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});

it('what was recorded can be published again', async () => {
  const since = new Date().toISOString();
  const { id } = await intake.open();
  await eventually(() => expect(intake.eventsOf(id)).toHaveLength(1));
  await eventually(async () => {
    expect((await intake.ask(republishEvents.intake, { since })).published).toBeGreaterThanOrEqual(1);
  });
});
