import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addNote,
  editNote,
  getMessage,
  getTicket,
  getTimeline,
  openTicket,
  personSaved,
  receiveMessage,
  sendReply,
  ticketMentioned,
  type Actor,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { anIssue, startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());

const ben: Actor = { kind: 'person', id: 'ben' };
const last = async (ticketId: string) => (await intake.timeline(ticketId)).at(-1)!;

describe('what somebody writes', () => {
  it('is kept as harmless HTML beside its text, and neither goes over the bus', async () => {
    const { id: ticketId } = await intake.open();
    const html = '<p>My <b>secret</b></p><script>alert(1)</script>';
    const { version } = await intake.ask(sendReply, { ticketId, html });
    const expected = { text: 'My secret', html: '<p>My <b>secret</b></p>' };
    expect(await last(ticketId)).toMatchObject(expected);
    expect(await intake.ask(getMessage, { ticketId, version })).toMatchObject(expected);
    await eventually(() => expect(intake.eventsOf(ticketId)).toHaveLength(2));
    expect(JSON.stringify(intake.eventsOf(ticketId))).not.toContain('secret');
    await eventually(async () => expect((await intake.tickets.findOne({ _id: ticketId }))?.outbox).toBeUndefined());
    expect(await last(ticketId)).toMatchObject(expected);
  });

  it('is HTML from the first message on', async () => {
    const { ticket } = await intake.ask(openTicket, { ...anIssue(), html: '<i>Help</i>' });
    expect(await last(ticket.id)).toMatchObject({ text: 'Help', html: '<i>Help</i>' });
    await intake.ask(receiveMessage, { ticketId: ticket.id, html: '<i>Hello?</i>' });
    expect(await last(ticket.id)).toMatchObject({ text: 'Hello?', html: '<i>Hello?</i>' });
  });

  it.each([
    [{}, '/text'],
    [{ text: 'a', html: 'b' }, '/html'],
    [{ html: '<script></script>' }, '/html'],
    [{ text: 'a', mentions: ['a b'] }, '/mentions'],
    [{ text: 'a', replyTo: 0 }, '/replyTo'],
  ])('%j is refused by field', async (writing, pointer) => {
    const { id: ticketId } = await intake.open();
    await expect(intake.ask(addNote, { ticketId, ...writing })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer }],
    });
  });

  it('answers an earlier message, whose beginning is shown with it', async () => {
    const { id: ticketId } = await intake.open({ text: 'It is\ndark' });
    await intake.ask(sendReply, { ticketId, text: 'Light it', replyTo: 1 });
    expect((await last(ticketId)).quoted).toMatchObject({ version: 1, excerpt: 'It is dark' });
    const { items } = await intake.ask(getTimeline, { ticketId, cursor: Buffer.from('[1]').toString('base64url') });
    expect(items).toMatchObject([{ version: 2, quoted: { excerpt: 'It is dark' } }]);
  });

  it('mentions people in a fact of its own; a mark that names nobody is text', async () => {
    const { id: ticketId, number, subject } = await intake.open();
    const html = '<p><span data-mention="eva">@Eva</span>, <span data-mention="no-one">@all</span> please</p>';
    for (const personId of ['ben', 'eva']) {
      await intake.tell(personSaved, personId, 1, { personId, name: personId, role: 'agent', active: false });
    }
    const { id: another } = await intake.open();
    await eventually(() => intake.ask(addNote, { ticketId: another, text: 'Known', mentions: ['ben', 'eva'] }));
    await intake.ask(addNote, { ticketId, html, mentions: ['ben'] });
    expect((await intake.ask(getTicket, { id: ticketId })).watchers).toBeUndefined();
    const mentioned = () => intake.eventsOf(ticketId).find((event) => event.subject === ticketMentioned.subject)!;
    await eventually(() => expect(mentioned().data).toEqual({ entry: 2, personIds: ['ben', 'eva'], number, subject }));
  });

  it('those who are mentioned and are there watch the ticket from then on', async () => {
    for (const personId of ['ida', 'max', 'kim']) {
      const data = { personId, name: personId, role: 'agent' as const, active: personId !== 'max' };
      await intake.tell(personSaved, personId, 1, data);
    }
    const mentions = ['kim', 'max', 'ida'];
    await eventually(async () => {
      const { id: ticketId } = await intake.open();
      expect((await intake.ask(addNote, { ticketId, text: 'x', mentions })).watchers).toEqual(['kim', 'ida']);
    });
    const { id: ticketId } = await intake.open();
    expect((await intake.ask(sendReply, { ticketId, text: 'x', mentions: ['kim'] })).watchers).toEqual(['kim']);
    const { version: entry } = await intake.ask(addNote, { ticketId, text: 'x' });
    const edited = await intake.ask(editNote, { ticketId, entry, text: 'y', mentions });
    expect(edited.watchers).toEqual(['kim', 'ida']);
    const strangers = { ticketId, text: 'z', mentions: ['kim', 'nobody'] };
    for (const sent of [
      intake.ask(addNote, strangers),
      intake.ask(sendReply, strangers),
      intake.ask(editNote, { ...strangers, entry }),
    ]) {
      await expect(sent).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/mentions/1' }] });
    }
    const added = (await intake.timeline(ticketId)).filter(({ subject }) => subject.includes('follower-added'));
    expect(added.map(({ data }) => data)).toMatchObject([{ personId: 'kim', role: 'watcher' }, { personId: 'ida' }]);
  });
});

describe('the same key', () => {
  it.each([addNote, sendReply])('is one message, however often it is sent: $subject', async (contract) => {
    const { id: ticketId } = await intake.open();
    const message = { ticketId, text: 'once', idempotencyKey: 'k1' };
    const answers = await Promise.all([1, 2, 3].map(() => intake.ask(contract, message)));
    expect(answers.map(({ version }) => version)).toEqual([2, 2, 2]);
    await expect(intake.ask(contract, { ...message, text: 'twice' })).rejects.toMatchObject({
      code: 'idempotency-mismatch',
    });
    expect((await intake.ask(contract, message, ben)).version).toBe(3);
  });
});

describe('a correction of one’s own note', () => {
  it('is an entry of its own; the note shows the newest text', async () => {
    const { id: ticketId } = await intake.open();
    await intake.note(ticketId, 'wrnog');
    const edit = (text: string, actor?: Actor) => intake.ask(editNote, { ticketId, entry: 2, text }, actor);
    await edit('wrong');
    await edit('right');
    await expect(edit('mine', ben)).rejects.toMatchObject({ code: 'not-editable' });
    expect((await intake.timeline(ticketId)).map(({ text }) => text)).toEqual([undefined, 'right', 'wrong', 'right']);
    expect((await intake.timeline(ticketId))[1]).toMatchObject({ edited: { version: 4 }, data: { length: 5 } });
    const first = await intake.ask(getTimeline, { ticketId, limit: 2 });
    expect(first.items[1]).toMatchObject({ text: 'right', edited: { version: 4 } });
  });

  it('does not reach what the customer has, nor what is not there', async () => {
    const { id: ticketId } = await intake.open();
    await intake.ask(sendReply, { ticketId, text: 'sent' });
    for (const [entry, code] of [
      [2, 'not-editable'],
      [9, 'not-found'],
    ] as const) {
      await expect(intake.ask(editNote, { ticketId, entry, text: 'x' })).rejects.toMatchObject({ code });
    }
  });
});

it('a page of long messages ends where a message of the bus does', async () => {
  const { id: ticketId } = await intake.open();
  for (let n = 0; n < 6; n++) await intake.note(ticketId, '好'.repeat(60_000));
  const versions: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await intake.ask(getTimeline, { ticketId, cursor });
    versions.push(...page.items.map(({ version }) => version));
    cursor = page.next;
  } while (cursor);
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
