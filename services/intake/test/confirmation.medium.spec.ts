import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  answerConfirmation,
  changeStatus,
  getConfirmation,
  getConfirmationLink,
  getTicket,
  receiveMessage,
  sendReply,
  type AnswerConfirmation,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually, ManualTime } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

const day = 86_400_000;
const time = new ManualTime(Date.parse('2030-01-01T12:00:00Z'));
let intake: Intake;
beforeAll(async () => {
  const never = { CONFIRM_REMIND_DAYS: '', SILENT_RESOLVE_DAYS: '0', SILENT_CLOSE_DAYS: '0' };
  intake = await startIntake({ ...never, LINK_SECRET: 's'.repeat(32), LINK_DAYS: '10' }, time);
}, 60_000);
afterAll(() => intake?.stop());

async function asked(moveTo: 'awaiting-confirmation' | 'resolved' = 'awaiting-confirmation'): Promise<string> {
  const { id: ticketId } = await intake.inProgress();
  await intake.ask(sendReply, { ticketId, text: 'Does it work now?', moveTo });
  return ticketId;
}
const linkOf = async (ticketId: string): Promise<string> => {
  const { url } = await intake.ask(getConfirmationLink, { ticketId });
  return url.replace('http://127.0.0.1:7300/confirm/', '');
};
const say = (token: string, said: Omit<AnswerConfirmation, 'token'>) =>
  intake.ask(answerConfirmation, { token, ...said }, { kind: 'system', id: 'api' });
const shown = async (ticketId: string): Promise<string[]> =>
  (await intake.timeline(ticketId)).map(({ subject }) => subject.split('.')[2]!);
const code = (expected: string) => expect.objectContaining({ code: expected });
const ticketOf = (id: string): Promise<TicketView> => intake.ask(getTicket, { id });

it('a customer confirms and rates by link: the ticket is closed, and the customer is who did it', async () => {
  const id = await asked();
  const token = await linkOf(id);
  expect(await intake.ask(getConfirmation, { token })).toMatchObject({ mayAnswer: true, mayRate: true, cycle: 1 });
  const { version, customerId } = await ticketOf(id);
  await say(token, { answer: 'confirm' });
  expect(await ticketOf(id)).toMatchObject({ status: 'resolved' });
  await say(token, { rating: 5, comment: 'Thank you' });
  expect(await ticketOf(id)).toMatchObject({ status: 'closed', satisfaction: { rating: 5 } });
  const entries = (await intake.timeline(id)).filter((entry) => entry.version > version);
  expect(entries.map(({ subject, actor, text }) => [subject.split('.')[2], actor.kind, actor.id, text])).toEqual([
    ['confirmed', 'customer', customerId, undefined],
    ['status-changed', 'customer', customerId, undefined],
    ['rated', 'customer', customerId, 'Thank you'],
    ['status-changed', 'customer', customerId, undefined],
  ]);
  await eventually(() => expect(intake.eventsOf(id)).toHaveLength(version + 4));
  expect(JSON.stringify(intake.eventsOf(id))).not.toContain('Thank you');
  expect(JSON.stringify(intake.eventsOf(id))).not.toContain(token.slice(0, 40));
});

it('looking at a link changes nothing, however often a scanner does', async () => {
  const id = await asked();
  const token = await linkOf(id);
  const { version } = await ticketOf(id);
  await Promise.all([1, 2, 3, 4].map(() => intake.ask(getConfirmation, { token })));
  expect(await ticketOf(id)).toMatchObject({ version, status: 'awaiting-confirmation' });
});

it('a rejection brings the ticket back with its reason, and the next question has a new link', async () => {
  const id = await asked();
  const first = await linkOf(id);
  await say(first, { answer: 'reject', reason: 'Still dark' });
  expect(await ticketOf(id)).toMatchObject({ status: 'in-progress', assigneeId: 'ana' });
  expect((await intake.timeline(id)).at(-2)).toMatchObject({ text: 'Still dark', data: { cycle: 1, length: 10 } });
  await intake.ask(sendReply, { ticketId: id, text: 'And now?', moveTo: 'awaiting-confirmation' });
  await expect(say(first, { answer: 'confirm' })).rejects.toEqual(code('link-expired'));
  const second = await linkOf(id);
  expect(second).not.toBe(first);
  expect(await say(second, { answer: 'confirm' })).toMatchObject({ status: 'resolved', cycle: 2 });
});

it('many clicks at once are one answer, and of two different answers one holds', async () => {
  const same = await asked();
  const token = await linkOf(same);
  await Promise.all([1, 2, 3, 4, 5].map(() => say(token, { answer: 'confirm' })));
  expect((await shown(same)).filter((fact) => fact === 'confirmed')).toHaveLength(1);
  const torn = await asked();
  const other = await linkOf(torn);
  const both = [say(other, { answer: 'confirm' }), say(other, { answer: 'reject', reason: 'No' })];
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const answers = (await shown(torn)).filter((fact) => fact === 'confirmed' || fact === 'rejected');
  expect(answers).toHaveLength(1);
});

it('a link is open for the days that are set after each question, and closed when the ticket went on', async () => {
  const id = await asked('resolved');
  const token = await linkOf(id);
  time.moveTo(time.now() + 9.9 * day);
  expect(await say(token, { rating: 4 })).toMatchObject({ status: 'closed', rating: 4 });
  const late = await linkOf(await asked());
  time.moveTo(time.now() + 10 * day);
  await expect(say(late, { answer: 'confirm' })).rejects.toEqual(code('link-expired'));
  const waiting = await asked();
  time.moveTo(time.now() + 9 * day);
  const { version: seenVersion } = await ticketOf(waiting);
  await intake.ask(changeStatus, { ticketId: waiting, seenVersion, to: 'resolved', reason: 'called' });
  const renewed = await linkOf(waiting);
  time.moveTo(time.now() + 9 * day);
  expect(await say(renewed, { rating: 4 })).toMatchObject({ status: 'closed' });
  const answered = await asked();
  const stale = await linkOf(answered);
  await intake.ask(receiveMessage, { ticketId: answered, text: 'No' });
  await expect(say(stale, { answer: 'confirm' })).rejects.toEqual(code('already-answered'));
});

it('a forged or foreign link is not valid, and bad answers are refused by their fields', async () => {
  const token = await linkOf(await asked());
  const forged = `${token.slice(0, 20)}A${token.slice(21)}`;
  await expect(intake.ask(getConfirmation, { token: forged })).rejects.toEqual(code('link-invalid'));
  await expect(say(forged, { answer: 'confirm' })).rejects.toEqual(code('link-invalid'));
  const bad = [{ rating: 6 }, { rating: 0 }, { rating: 2.5 }, { answer: 'maybe' as never }, { extra: 1 } as never];
  for (const said of bad) await expect(say(token, said)).rejects.toEqual(code('validation-failed'));
  await expect(say(token, { answer: 'reject' })).rejects.toMatchObject({ errors: [{ pointer: '/reason' }] });
});

it('there is no link where the customer is not asked', async () => {
  const { id: ticketId } = await intake.open();
  await expect(intake.ask(getConfirmationLink, { ticketId })).rejects.toEqual(code('move-not-allowed'));
  await expect(intake.ask(getConfirmationLink, { ticketId: 'nobody' })).rejects.toEqual(code('not-found'));
});
