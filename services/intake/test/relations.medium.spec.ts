import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeStatus,
  getConfirmationLink,
  getRelations,
  getTicket,
  getTimeline,
  linkTickets,
  listAttachments,
  listTickets,
  mergeTicket,
  openFollowUp,
  openSubticket,
  readPiece,
  receiveMessage,
  sendReply,
  splitTicket,
  unlinkTickets,
  updateTicket,
  type Relations,
  type TicketView,
} from '@deskbeat/contracts';
import { anIdentity, eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';
import { uploadFile } from './uploading.js';

let intake: Intake;
const queues = [{ id: 'parts' }];
beforeAll(async () => {
  intake = await startIntake();
  intake.structure(queues);
}, 60_000);
afterAll(() => intake?.stop());

const told = ({ items }: Relations): string[][] => items.map(({ relation, ticket }) => [relation, ticket.id]);
const related = async (ticketId: string) => told(await intake.ask(getRelations, { ticketId }));
const shown = async (ticketId: string): Promise<string[]> =>
  (await intake.timeline(ticketId)).map(({ subject }) => subject.split('.')[2]!);
const code = (expected: string) => expect.objectContaining({ code: expected });
const ticketOf = (id: string): Promise<TicketView> => intake.ask(getTicket, { id });
const pair = (): Promise<TicketView[]> => Promise.all([intake.open(), intake.open()]);

async function closed(): Promise<TicketView> {
  const { id: ticketId } = await intake.inProgress();
  const { version } = await intake.ask(sendReply, { ticketId, text: 'Done', moveTo: 'resolved' });
  return intake.ask(changeStatus, { ticketId, seenVersion: version, to: 'closed', reason: 'Done' });
}

describe('a link', () => {
  it.each([
    ['duplicate', 'duplicate-of', 'duplicate'],
    ['related', 'related', 'related'],
    ['follow-up', 'follow-up-of', 'follow-up'],
    ['child', 'parent', 'child'],
  ] as const)('%s is seen from both sides and stands in both timelines, however often it is made', async (...names) => {
    const [kind, here, there] = names;
    const [one, other] = (await pair()) as [TicketView, TicketView];
    const command = { ticketId: one.id, kind, to: other.number };
    await Promise.all([1, 2, 3].map(() => intake.ask(linkTickets, command)));
    expect(await related(one.id)).toEqual([[here, other.id]]);
    expect(await related(other.id)).toEqual([[there, one.id]]);
    expect(await shown(one.id)).toEqual(['opened', 'linked']);
    await eventually(() => expect(intake.eventsOf(other.id)).toHaveLength(2));
    expect(await shown(other.id)).toEqual(['opened', 'relation-recorded']);
    await intake.ask(unlinkTickets, { ticketId: other.id, kind, to: one.id });
    expect([await related(one.id), await related(other.id)]).toEqual([[], []]);
    expect(await shown(other.id)).toEqual(['opened', 'relation-recorded', 'relation-recorded']);
  });

  it('to itself, to nothing, to a second parent or in a circle is refused', async () => {
    const [one, other] = (await pair()) as [TicketView, TicketView];
    const third = await intake.open();
    const child = (ticketId: string, to: string) => intake.ask(linkTickets, { ticketId, kind: 'child', to });
    await expect(child(one.id, one.id)).rejects.toEqual(code('validation-failed'));
    await expect(child(one.id, randomUUID())).rejects.toMatchObject({
      code: 'not-found',
      errors: [{ pointer: '/to' }],
    });
    await child(one.id, other.id);
    await expect(child(one.id, third.id)).rejects.toMatchObject({ errors: [{ pointer: '/to' }] });
    await child(other.id, third.id);
    await expect(child(third.id, one.id)).rejects.toMatchObject({ errors: [{ pointer: '/to' }] });
  });

  it('that the other side made already is not made again; one that says the contrary is refused', async () => {
    const [one, other] = (await pair()) as [TicketView, TicketView];
    const linked = (ticketId: string, kind: 'related' | 'duplicate', to: string) =>
      intake.ask(linkTickets, { ticketId, kind, to });
    await Promise.all([linked(one.id, 'related', other.id), linked(other.id, 'related', one.id)]);
    expect(await related(one.id)).toEqual([['related', other.id]]);
    await intake.ask(unlinkTickets, { ticketId: one.id, kind: 'related', to: other.id });
    expect([await related(one.id), await related(other.id)]).toEqual([[], []]);
    await linked(one.id, 'duplicate', other.id);
    await expect(linked(other.id, 'duplicate', one.id)).rejects.toMatchObject({ errors: [{ pointer: '/to' }] });
  });

  it('by which two tickets become each other’s child at once holds at most once', async () => {
    for (let round = 0; round < 8; round++) {
      const [one, other] = (await pair()) as [TicketView, TicketView];
      await Promise.allSettled([
        intake.ask(linkTickets, { ticketId: one.id, kind: 'child', to: other.id }),
        intake.ask(linkTickets, { ticketId: other.id, kind: 'child', to: one.id }),
      ]);
      const parents = [...(await related(one.id)), ...(await related(other.id))].filter(([name]) => name === 'parent');
      expect(parents.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a sub-ticket', () => {
  const sub = { subject: 'Order a fuse', queueId: 'parts', text: 'Size 3' };

  it('has the parent’s customer, gates its solution, and the parent shows its state', async () => {
    const parent = await intake.inProgress();
    const opened = await intake.ask(openSubticket, { ticketId: parent.id, ...sub });
    expect(opened).toMatchObject({
      created: true,
      ticket: { parentId: parent.id, customerId: parent.customerId, subject: sub.subject },
    });
    const child = opened.ticket.id;
    const gated = await ticketOf(parent.id);
    expect(gated.children).toEqual({ total: 1, open: 1, gating: 1 });
    expect(gated.moves.find(({ to }) => to === 'resolved')?.needs).toContain('children');
    const solve = { ticketId: parent.id, text: 'Done', moveTo: 'resolved' as const };
    await expect(intake.ask(sendReply, solve)).rejects.toMatchObject({
      code: 'move-needs-more',
      context: { needs: ['children'] },
    });
    await intake.assignToAna(child);
    await intake.ask(sendReply, { ticketId: child, text: 'Ordered', moveTo: 'resolved' });
    await eventually(async () =>
      expect((await ticketOf(parent.id)).children).toEqual({ total: 1, open: 0, gating: 0 }),
    );
    expect((await intake.ask(getRelations, { ticketId: parent.id })).items).toMatchObject([
      { relation: 'child', gates: true, ticket: { id: child, status: 'resolved', assigneeName: 'Ana' } },
    ]);
    expect((await intake.timeline(parent.id)).at(-1)!.data).toMatchObject({ what: 'moved', status: 'resolved' });
    await intake.ask(sendReply, solve);
    expect(await ticketOf(parent.id)).toMatchObject({ status: 'resolved' });
  });

  it('is asked for by the queue that is given, to assignment', async () => {
    const { id: ticketId } = await intake.open();
    const { ticket } = await intake.ask(openSubticket, { ticketId, ...sub });
    await eventually(() =>
      expect(intake.eventsOf(ticket.id)[0]).toMatchObject({
        subject: 'evt.ticket.opened.v1',
        data: { queueId: 'parts' },
      }),
    );
  });

  it('with the same key is the same one; what does not gate does not gate', async () => {
    const { id: ticketId } = await intake.inProgress();
    const command = { ticketId, ...sub, gates: false, idempotencyKey: 'k1' };
    const answers = await Promise.all([1, 2, 3].map(() => intake.ask(openSubticket, command)));
    expect(new Set(answers.map(({ ticket }) => ticket.id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    await expect(intake.ask(openSubticket, { ...command, subject: 'Other' })).rejects.toEqual(
      code('idempotency-mismatch'),
    );
    expect(await ticketOf(ticketId)).toMatchObject({ children: { total: 1, open: 1, gating: 0 } });
    await intake.ask(sendReply, { ticketId, text: 'Done', moveTo: 'resolved' });
  });

  it('with the same key is the same one when its queue is gone, the parent has another priority and is closed', async () => {
    const { id: ticketId, version: seenVersion } = await intake.inProgress({ text: 'It is dark' });
    const command = { ticketId, ...sub, queueId: 'passing', gates: false, idempotencyKey: 'k2' };
    const splitting = { ticketId, entry: 1, queueId: 'passing' };
    queues.push({ id: 'passing' });
    const [opened, split] = [await intake.ask(openSubticket, command), await intake.ask(splitTicket, splitting)];
    queues.pop();
    await intake.ask(updateTicket, { ticketId, seenVersion, priority: 'low' });
    const { version } = await intake.ask(sendReply, { ticketId, text: 'Done', moveTo: 'resolved' });
    await intake.ask(changeStatus, { ticketId, seenVersion: version, to: 'closed', reason: 'Done' });
    const again = [await intake.ask(openSubticket, command), await intake.ask(splitTicket, splitting)];
    expect(again.map(({ ticket, created }) => [ticket.id, created])).toEqual([
      [opened.ticket.id, false],
      [split.ticket.id, false],
    ]);
    const different = intake.ask(splitTicket, { ...splitting, subject: 'Other' });
    await expect(different).rejects.toEqual(code('idempotency-mismatch'));
  });

  it('of a closed ticket is refused', async () => {
    const { id: ticketId } = await closed();
    await expect(intake.ask(openSubticket, { ticketId, ...sub })).rejects.toEqual(code('move-not-allowed'));
  });

  it('is between those who work here: its customer knows nothing of it, and who opened it watches it', async () => {
    const { id: ticketId, customerId, number } = await intake.inProgress();
    const { ticket } = await intake.ask(openSubticket, { ticketId, ...sub });
    expect(ticket).toMatchObject({ inside: true, watchers: ['ana'], customerId });
    const customer = anIdentity({ kind: 'customer', id: customerId, role: 'customer' });
    const theirs = await intake.askAs(customer, listTickets, {});
    expect(theirs.items.map(({ id }) => id)).toEqual([ticketId]);
    for (const asked of [
      intake.askAs(customer, getTicket, { id: ticket.number }),
      intake.askAs(customer, getTimeline, { ticketId: ticket.id }),
      intake.askAs(customer, receiveMessage, { ticketId: ticket.id, text: 'Hello?' }),
    ])
      await expect(asked).rejects.toEqual(code('not-found'));
    const { moves, version } = await intake.assignToAna(ticket.id);
    expect(moves.map(({ to }) => to)).toEqual(['pending-assignment', 'resolved']);
    await intake.ask(sendReply, { ticketId: ticket.id, text: 'Ordered', moveTo: 'resolved' });
    await expect(intake.ask(getConfirmationLink, { ticketId: ticket.id })).rejects.toEqual(code('move-not-allowed'));
    const split = await intake.ask(splitTicket, { ticketId: ticket.id, entry: version + 1 });
    expect(split.ticket).toMatchObject({ inside: true });
    await expect(intake.ask(mergeTicket, { ticketId, into: split.ticket.id })).rejects.toMatchObject({
      errors: [{ pointer: '/into' }],
    });
    expect((await intake.ask(mergeTicket, { ticketId: split.ticket.id, into: number })).id).toBe(ticketId);
  });

  it('goes to a queue that there is, or is refused', async () => {
    const { id: ticketId } = await intake.open({ text: 'x' });
    const errors = [{ pointer: '/queueId' }];
    const lost = { ...sub, queueId: 'nowhere' };
    await expect(intake.ask(openSubticket, { ticketId, ...lost })).rejects.toMatchObject({ errors });
    await expect(intake.ask(splitTicket, { ticketId, entry: 1, queueId: 'nowhere' })).rejects.toMatchObject({ errors });
    expect(await related(ticketId)).toEqual([]);
  });
});

describe('a message that is split off', () => {
  it('is the first message of a new ticket of the same customer, once, and stays where it was', async () => {
    const { id: ticketId, customerId } = await intake.open({ text: 'The lamp. And where is my invoice?' });
    const { version: entry } = await intake.ask(receiveMessage, { ticketId, text: 'The invoice, please' });
    const command = { ticketId, entry, subject: 'Invoice' };
    const answers = await Promise.all([1, 2].map(() => intake.ask(splitTicket, command)));
    const [next] = new Set(answers.map(({ ticket }) => ticket.id));
    expect(answers.every(({ ticket }) => ticket.id === next)).toBe(true);
    expect(answers[0]!.ticket).toMatchObject({ subject: 'Invoice', customerId });
    expect((await intake.timeline(next!))[0]).toMatchObject({ text: 'The invoice, please', actor: { id: 'ana' } });
    expect(await related(next!)).toEqual([['split-from', ticketId]]);
    expect(await related(ticketId)).toEqual([['split', next]]);
    const again = await intake.ask(splitTicket, { ...command, idempotencyKey: 'another' });
    expect(again.ticket.id).not.toBe(next);
  });

  it('takes copies of its files along, once', async () => {
    const { id: origin } = await intake.open();
    const sent = await uploadFile(intake, Buffer.from('the invoice'), { name: 'invoice.txt' });
    const { version: entry } = await intake.ask(receiveMessage, {
      ticketId: origin,
      text: 'My invoice',
      attachments: [sent.id],
    });
    const split = { ticketId: origin, entry };
    const answers = [await intake.ask(splitTicket, split), await intake.ask(splitTicket, split)];
    expect(answers.map(({ created }) => created)).toEqual([true, false]);
    const ticketId = answers[0]!.ticket.id;
    const [file, ...more] = (await intake.ask(listAttachments, { ticketId })).items;
    expect([file, more]).toMatchObject([{ name: 'invoice.txt', entry: 1 }, []]);
    expect(file!.id).not.toBe(sent.id);
    const { data } = await intake.ask(readPiece, { fileId: file!.id, index: 0 });
    expect(Buffer.from(data, 'base64').toString()).toBe('the invoice');
    expect((await intake.timeline(ticketId))[0]!.data).toMatchObject({ attachments: [{ id: file!.id }] });
    expect((await intake.ask(listAttachments, { ticketId: origin })).items).toMatchObject([{ id: sent.id, entry }]);
  });

  it('must be a public message', async () => {
    const { id: ticketId } = await intake.open();
    await intake.note(ticketId, 'For us only');
    for (const entry of [1, 2, 3]) {
      await expect(intake.ask(splitTicket, { ticketId, entry })).rejects.toEqual(code('not-found'));
    }
  });
});

describe('a follow-up', () => {
  it('of a closed ticket is one, whether the customer or agents ask for it, and is seen from both sides', async () => {
    const old = await closed();
    const [byCustomer, first, second] = await Promise.all([
      intake.ask(receiveMessage, { ticketId: old.id, text: 'Again', messageKey: 'm1' }),
      intake.ask(openFollowUp, { ticketId: old.id }),
      intake.ask(openFollowUp, { ticketId: old.id, text: 'They called' }),
    ]);
    expect(new Set([byCustomer.id, first.ticket.id, second.ticket.id]).size).toBe(1);
    expect(await related(byCustomer.id)).toEqual([['follow-up-of', old.id]]);
    await eventually(async () => expect(await related(old.id)).toEqual([['follow-up', byCustomer.id]]));
    await eventually(async () => expect((await shown(old.id)).at(-1)).toBe('relation-recorded'));
  });

  it('of a ticket that is not closed is refused', async () => {
    const { id: ticketId } = await intake.open();
    await expect(intake.ask(openFollowUp, { ticketId })).rejects.toEqual(code('move-not-allowed'));
  });
});
