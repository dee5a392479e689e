import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  getRelations,
  getTicket,
  mergeBegun,
  mergeTicket,
  receiveMessage,
  sendReply,
  updateTicket,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { ana, startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await intake.another();
}, 60_000);
afterAll(() => intake?.stop());

const merge = (ticketId: string, into: string, reason?: string) => intake.ask(mergeTicket, { ticketId, into, reason });
const open = (count: number): Promise<TicketView[]> => Promise.all(Array.from({ length: count }, () => intake.open()));
const ticketOf = (id: string): Promise<TicketView> => intake.ask(getTicket, { id });
const code = (expected: string) => expect.objectContaining({ code: expected });
const shown = async (ticketId: string): Promise<string[]> =>
  (await intake.timeline(ticketId)).map(({ subject }) => subject.split('.')[2]!);

async function endOf(id: string): Promise<string> {
  const seen = new Set<string>();
  for (let at = id; ;) {
    if (seen.has(at)) throw new Error('a circle');
    seen.add(at);
    const { mergedInto } = await ticketOf(at);
    if (mergedInto === undefined) return at;
    at = mergedInto;
  }
}

it('a merged ticket is closed, readable, and goes on in the other: later messages land there, once', async () => {
  const [source, target] = (await open(2)) as [TicketView, TicketView];
  await intake.ask(receiveMessage, { ticketId: source.id, text: 'Before', messageKey: 'm0' });
  expect(await merge(source.id, target.number, 'The same outage')).toMatchObject({ id: target.id });
  expect(await ticketOf(source.id)).toMatchObject({ status: 'closed', mergedInto: target.id });
  expect(await shown(source.id)).toEqual(['opened', 'message-received', 'merge-begun', 'status-changed', 'merged']);
  expect((await intake.timeline(source.id))[2]).toMatchObject({ text: 'The same outage', actor: { id: 'ana' } });
  expect(await shown(target.id)).toEqual(['opened', 'relation-recorded']);
  expect((await intake.timeline(target.id))[1]).toMatchObject({
    actor: { id: 'ana' },
    data: { number: source.number },
  });
  const message = { ticketId: source.id, text: 'After', messageKey: 'm1' };
  const answers = await Promise.all([1, 2, 3].map(() => intake.ask(receiveMessage, message)));
  expect(answers.map(({ id }) => id)).toEqual([target.id, target.id, target.id]);
  expect((await shown(target.id)).slice(2)).toEqual(['message-received']);
  await intake.ask(receiveMessage, { ticketId: source.id, text: 'Before', messageKey: 'm0' });
  expect(await shown(target.id)).toHaveLength(3);
  const relations = async (ticketId: string) =>
    (await intake.ask(getRelations, { ticketId })).items.map(({ relation, ticket }) => [relation, ticket.id]);
  expect(await relations(source.id)).toEqual([['merged-into', target.id]]);
  expect(await relations(target.id)).toEqual([['merged', source.id]]);
});

it('a merge of a merge leads to the last one, and asked for again it is the same', async () => {
  const [a, b, c, d] = (await open(4)) as [TicketView, TicketView, TicketView, TicketView];
  await merge(a.id, b.id);
  await merge(b.id, c.id);
  expect((await merge(d.id, a.id)).id).toBe(c.id);
  expect((await merge(a.id, c.id)).id).toBe(c.id);
  const { version } = await ticketOf(a.id);
  expect((await intake.ask(receiveMessage, { ticketId: a.id, text: 'Where is it?' })).id).toBe(c.id);
  expect((await ticketOf(a.id)).version).toBe(version);
  expect((await ticketOf(d.id)).mergedInto).toBe(c.id);
});

it('two tickets merged into each other at once, many rounds: one goes on, the other ends in it', async () => {
  for (let round = 0; round < 15; round++) {
    const [a, b] = (await open(2)) as [TicketView, TicketView];
    const outcomes = await Promise.allSettled([merge(a.id, b.id), merge(b.id, a.id)]);
    expect(outcomes.map(({ status }) => status)).toContain('fulfilled');
    const ends = await Promise.all([endOf(a.id), endOf(b.id)]);
    expect(ends[0]).toBe(ends[1]);
    const statuses = await Promise.all([a, b].map(async ({ id }) => (await ticketOf(id)).status));
    expect(statuses.sort()).toEqual(['closed', 'new']);
  }
}, 60_000);

it('a ring of merges at once, many rounds: never a circle, and nothing stays half done', async () => {
  for (let round = 0; round < 6; round++) {
    const ring = await open(4);
    await Promise.allSettled(ring.map(({ id }, at) => merge(id, ring[(at + 1) % ring.length]!.id)));
    await eventually(async () => {
      for (const { id } of ring) expect((await intake.tickets.findOne({ _id: id }))!.merging).toBeUndefined();
    });
    const ends = await Promise.all(ring.map(({ id }) => endOf(id)));
    expect(ends).toHaveLength(4);
  }
}, 60_000);

/** As a process leaves it that dies after its first write: the wish is in the store, its event in the outbox. */
async function diedAfterTheWish(sourceId: string, targetId: string): Promise<void> {
  const { version } = await ticketOf(sourceId);
  await eventually(async () => expect((await intake.tickets.findOne({ _id: sourceId }))?.outbox).toBeUndefined());
  const intent = randomUUID();
  const event = {
    id: `ticket:${sourceId}:${version + 1}`,
    subject: mergeBegun.subject,
    version: version + 1,
    at: new Date(Date.now() - 60_000),
    actor: ana,
    data: { into: targetId, intent },
  };
  const left = { merging: { id: intent, into: targetId, by: ana }, version: version + 1, outbox: [event] };
  await intake.tickets.updateOne({ _id: sourceId }, { $set: left as never });
}

it('what a process began and did not end is ended by another, as the one who asked for it', async () => {
  const [source, target] = (await open(2)) as [TicketView, TicketView];
  await diedAfterTheWish(source.id, target.id);
  await eventually(async () => expect(await ticketOf(source.id)).toMatchObject({ mergedInto: target.id }));
  await eventually(async () => expect(await shown(target.id)).toEqual(['opened', 'relation-recorded']));
  expect((await intake.timeline(source.id)).at(-1)!.actor).toMatchObject({ id: 'ana' });
});

it('a circle that two dead processes left is undone by one of the two', async () => {
  const [a, b] = (await open(2)) as [TicketView, TicketView];
  await Promise.all([diedAfterTheWish(a.id, b.id), diedAfterTheWish(b.id, a.id)]);
  await eventually(async () => {
    const [one, other] = await Promise.all([endOf(a.id), endOf(b.id)]);
    expect(one).toBe(other);
  });
});

it('the target takes note though the process died before it did', async () => {
  const [source, target] = (await open(2)) as [TicketView, TicketView];
  await merge(source.id, target.id);
  await eventually(async () => expect((await intake.tickets.findOne({ _id: target.id }))?.outbox).toBeUndefined());
  await intake.tickets.updateOne({ _id: target.id }, { $unset: { absorbed: 1 } });
  await eventually(() => expect(intake.eventsOf(source.id).at(-1)?.subject).toBe('evt.relation.merged.v1'));
  const { version } = await ticketOf(source.id);
  await intake.tell({ subject: 'evt.relation.merged.v1' } as never, source.id, version, {
    into: target.id,
    number: source.number,
  });
  await eventually(async () =>
    expect((await intake.tickets.findOne({ _id: target.id }))?.absorbed).toEqual([source.id]),
  );
});

it('into itself, into what is closed, or away again is refused', async () => {
  const [a, b, c] = (await open(3)) as [TicketView, TicketView, TicketView];
  await expect(merge(a.id, a.number)).rejects.toMatchObject({ errors: [{ pointer: '/into' }] });
  await expect(merge(a.id, randomUUID())).rejects.toMatchObject({ code: 'not-found', errors: [{ pointer: '/into' }] });
  await merge(a.id, b.id);
  await expect(merge(b.id, a.id)).rejects.toMatchObject({ errors: [{ pointer: '/into' }] });
  await expect(merge(a.id, c.id)).rejects.toMatchObject({ code: 'move-not-allowed', context: { mergedInto: b.id } });
  const change = { ticketId: a.id, seenVersion: (await ticketOf(a.id)).version, subject: 'x' };
  await expect(intake.ask(updateTicket, change)).rejects.toEqual(code('move-not-allowed'));
  await expect(intake.ask(sendReply, { ticketId: a.id, text: 'x' })).rejects.toEqual(code('move-not-allowed'));
});
