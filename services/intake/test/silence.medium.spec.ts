import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  changeStatus,
  getTicket,
  linkTickets,
  receiveMessage,
  sendReply,
  unlinkTickets,
  updateTicket,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually, ManualTime } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

const day = 86_400_000;
const time = new ManualTime(Date.parse('2030-01-01T12:00:00Z'));
let intake: Intake;
beforeAll(async () => {
  const days = { CONFIRM_REMIND_DAYS: '2,5', SILENT_RESOLVE_DAYS: '7', SILENT_CLOSE_DAYS: '3' };
  intake = await startIntake(days, time);
  await intake.another();
}, 60_000);
afterAll(() => intake?.stop());

const pass = (days: number): void => time.moveTo(time.now() + days * day);

const asked = async (): Promise<TicketView> => {
  const { id: ticketId } = await intake.inProgress();
  return intake.ask(sendReply, { ticketId, text: 'Does it work now?', moveTo: 'awaiting-confirmation' });
};
const shown = async (id: string): Promise<string[]> =>
  (await intake.timeline(id)).slice(3).map(({ subject }) => subject.split('.')[2]!);
const shows = (id: string, expected: string[]): Promise<void> =>
  eventually(async () => expect(await shown(id)).toEqual(expected)) as unknown as Promise<void>;

it('with two replicas each mark of the silence is one fact, at its day', async () => {
  const tickets = await Promise.all(Array.from({ length: 12 }, asked));
  const facts = ['replied', 'status-changed'];
  const marks: [number, string][] = [
    [2, 'confirmation-reminded'],
    [3, 'confirmation-reminded'],
    [2, 'status-changed'],
    [3, 'status-changed'],
  ];
  for (const [days, fact] of marks) {
    pass(days);
    facts.push(fact);
    for (const { id } of tickets) await shows(id, facts);
  }
  pass(30);
  for (const { id } of tickets) {
    expect(await intake.ask(getTicket, { id })).toMatchObject({ status: 'closed' });
    expect(await shown(id)).toEqual(facts);
  }
}, 30_000);

it('a customer who writes is not silent', async () => {
  const { id: ticketId } = await asked();
  await intake.ask(receiveMessage, { ticketId, text: 'Not yet' });
  const other = await asked();
  pass(2);
  await shows(other.id, ['replied', 'status-changed', 'confirmation-reminded']);
  expect(await shown(ticketId)).toEqual(['replied', 'status-changed', 'message-received', 'status-changed']);
});

it('a ticket that was closed by hand is left alone', async () => {
  const { id: ticketId, version } = await asked();
  const move = { ticketId, reason: 'she called' };
  const resolved = await intake.ask(changeStatus, { ...move, seenVersion: version, to: 'resolved' });
  await intake.ask(changeStatus, { ...move, seenVersion: resolved.version, to: 'closed' });
  expect((await intake.tickets.findOne({ _id: ticketId }))?.quietAt).toBeUndefined();
});

it('a child whose parent waits for it is left alone until the parent does so no more', async () => {
  const parent = await intake.open();
  const { id: ticketId } = await asked();
  const link = { ticketId, kind: 'child', to: parent.id } as const;
  await intake.ask(linkTickets, link);
  const marker = await asked();
  pass(2);
  await shows(marker.id, ['replied', 'status-changed', 'confirmation-reminded']);
  const held = ['replied', 'status-changed', 'linked'];
  expect(await shown(ticketId)).toEqual(held);
  await intake.ask(unlinkTickets, link);
  pass(2);
  await shows(ticketId, [...held, 'unlinked', 'confirmation-reminded']);
});

it('nobody is reminded before the date that was planned', async () => {
  const { id: ticketId, version: seenVersion } = await asked();
  const plannedFor = new Date(time.now() + 20 * day).toISOString();
  await intake.ask(updateTicket, { ticketId, seenVersion, plannedFor });
  const marker = await asked();
  pass(2);
  await shows(marker.id, ['replied', 'status-changed', 'confirmation-reminded']);
  expect(await shown(ticketId)).toEqual(['replied', 'status-changed', 'updated']);
  pass(20);
  await shows(ticketId, ['replied', 'status-changed', 'updated', 'confirmation-reminded']);
});
