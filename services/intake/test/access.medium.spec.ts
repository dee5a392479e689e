import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addNote,
  addWatcher,
  allRequests,
  assignmentDecided,
  changeStatus,
  changeTickets,
  countViews,
  createTicketType,
  getCustomer,
  getRelations,
  getTicket,
  getTicketHistory,
  getTimeline,
  linkTickets,
  mergeCustomers,
  unmergeCustomer,
  listAttachments,
  listTickets,
  listView,
  openTicket,
  problemOf,
  readPiece,
  receiveMessage,
  roles,
  searchTickets,
  seeTickets,
  sendReply,
  updateTicket,
  type Identity,
  type RequestContract,
  type TicketView,
} from '@deskbeat/contracts';
import { Entitlement } from '@deskbeat/permissions';
import { anIdentity, eventually } from '@deskbeat/testing';
import { anIssue, startIntake, toAna, type Intake } from './harness.js';
import { uploadFile } from './uploading.js';

let intake: Intake;
let inside: TicketView;
let outside: TicketView;
let waiting: TicketView;

/** Sees the tickets of the queue `billing`. */
const billing = anIdentity({ id: 'bea', teams: ['money'], queues: ['billing'], reach: 'teams' });
const auditor = anIdentity({ id: 'aud', role: 'auditor' });
const customerOf = ({ customerId }: TicketView): Identity =>
  anIdentity({ kind: 'customer', id: customerId, role: 'customer' });

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => problemOf(error).code,
  );
const asAs = <Q extends object, A extends object>(who: Identity, contract: RequestContract<Q, A>, payload: Q) =>
  codeOf(intake.askAs(who, contract, payload));
const inQueue = async (queueId: string, subject: string): Promise<TicketView> => {
  const { id } = await intake.open({ subject });
  await intake.tell(assignmentDecided, id, 1, { ...toAna(id), queueId, personId: 'ben', personName: 'Ben' });
  return eventually(async () => {
    const ticket = await intake.ask(getTicket, { id });
    if (ticket.queueId !== queueId) throw new Error('not there yet');
    return ticket;
  });
};

beforeAll(async () => {
  intake = await startIntake();
  inside = await inQueue('billing', 'An invoice that nobody can read');
  outside = await inQueue('hardware', 'A printer that nobody can read');
  waiting = await intake.open({ subject: 'A letter that nobody can read' });
}, 60_000);
afterAll(() => intake?.stop());

it('the table holds on the bus: what a role may never ask is refused, whatever is asked', async () => {
  const mine = allRequests().filter(({ subject }) => subject.startsWith('rpc.intake.'));
  for (const role of roles) {
    const kind = role === 'customer' || role === 'system' ? role : 'person';
    const who = anIdentity({ kind, id: 'nobody', role, ...(role === 'system' && { scopes: ['*'] }) });
    const closed = mine.filter(({ subject }) => new Entitlement(who).of(subject) === 'no');
    const answers = await Promise.all(closed.map((contract) => asAs(who, contract, {})));
    expect([role, ...new Set(answers)]).toEqual(closed.length > 0 ? [role, 'forbidden'] : [role]);
    const others = mine.filter((contract) => !closed.includes(contract));
    const admitted = await Promise.all(others.map((contract) => asAs(who, contract, { id: ' ' })));
    if (role === 'administrator') expect(admitted).not.toContain('forbidden');
  }
}, 60_000);

describe('an agent who sees the tickets of their teams', () => {
  it('reads and works on what is in reach, by id and by number', async () => {
    expect((await intake.askAs(billing, getTicket, { id: inside.id })).id).toBe(inside.id);
    expect((await intake.askAs(billing, getTicket, { id: inside.number })).id).toBe(inside.id);
    expect((await intake.askAs(billing, getTicket, { id: waiting.number.toLowerCase() })).id).toBe(waiting.id);
    expect(await asAs(billing, addNote, { ticketId: inside.id, text: 'seen' })).toBe('done');
  });

  it('knows nothing of what is out of reach, by no door', async () => {
    const { id, number, version } = outside;
    const answers = await Promise.all([
      asAs(billing, getTicket, { id }),
      asAs(billing, getTicket, { id: number }),
      asAs(billing, getTicket, { id: number.toLowerCase() }),
      asAs(billing, getTimeline, { ticketId: id }),
      asAs(billing, getTicketHistory, { ticketId: number }),
      asAs(billing, addNote, { ticketId: id, text: 'hello' }),
      asAs(billing, sendReply, { ticketId: id, text: 'hello' }),
      asAs(billing, updateTicket, { ticketId: id, seenVersion: version, priority: 'low' }),
      asAs(billing, changeStatus, { ticketId: id, seenVersion: version, to: 'resolved', resolution: 'x' }),
      asAs(billing, addWatcher, { ticketId: id, personId: 'bea' }),
      asAs(billing, changeTickets, { tickets: [{ id: inside.id }, { id }], update: { priority: 'low' } } as never),
      asAs(billing, linkTickets, { ticketId: inside.id, to: id, kind: 'related' } as never),
      asAs(billing, seeTickets, { ids: [inside.id, id] }),
    ]);
    expect(new Set(answers)).toEqual(new Set(['not-found']));
    const errors = [{ pointer: '/to' }];
    const asked = intake.askAs(billing, linkTickets, { ticketId: inside.id, to: id, kind: 'related' } as never);
    await expect(asked).rejects.toMatchObject({ code: 'not-found', errors });
    expect(await asAs(auditor, seeTickets, { ids: [inside.id, id, number] })).toBe('done');
    expect(await asAs(auditor, seeTickets, { ids: [id, 'nowhere'] })).toBe('not-found');
    expect((await intake.ask(getTicket, { id })).version).toBe(version);
  });

  it('lists, views, counts and search show what is in reach', async () => {
    const listed = await intake.askAs(billing, listTickets, {});
    expect(listed.items.map(({ id }) => id).sort()).toEqual([inside.id, waiting.id].sort());
    for (const order of ['newest', 'updated'] as const) {
      expect((await intake.askAs(billing, listTickets, { order })).items).toHaveLength(2);
    }
    expect((await intake.askAs(billing, listTickets, { queueId: 'hardware' })).items).toEqual([]);
    const found = await eventually(async () => {
      const seen = await intake.ask(searchTickets, { q: 'nobody read' });
      if (seen.items.length < 3) throw new Error('not indexed yet');
      return intake.askAs(billing, searchTickets, { q: 'nobody read' });
    });
    expect(found.items.map(({ ticket }) => ticket.id).sort()).toEqual([inside.id, waiting.id].sort());
    expect(found.matching).toBe(2);
    const counts = await intake.askAs(billing, countViews, {});
    const all = await intake.ask(countViews, {});
    const open = (views: typeof all): number => Math.max(...views.items.map(({ count }) => count));
    expect(open(counts)).toBe(2);
    expect(open(all)).toBe(3);
    const [view] = all.items.filter(({ count }) => count === 3);
    expect((await intake.askAs(billing, listView, { id: view!.id })).items).toHaveLength(2);
  });

  it('does not learn of a ticket by what it is linked to', async () => {
    await intake.ask(linkTickets, { ticketId: inside.id, to: outside.id, kind: 'related' } as never);
    expect((await intake.ask(getRelations, { ticketId: inside.id })).items).toHaveLength(1);
    expect((await intake.askAs(billing, getRelations, { ticketId: inside.id })).items).toEqual([]);
  });
});

describe('a customer', () => {
  it('has the outside of their own tickets', async () => {
    const own = customerOf(outside);
    await intake.ask(addNote, { ticketId: outside.id, text: 'between us' });
    await intake.ask(sendReply, { ticketId: outside.id, text: 'We look into it.' });
    const ticket = await intake.askAs(own, getTicket, { id: outside.number });
    expect(ticket).toMatchObject({ id: outside.id, subject: outside.subject, tags: [], clocks: [] });
    expect(Object.keys(ticket)).not.toEqual(expect.arrayContaining(['queueId']));
    expect(ticket).not.toHaveProperty('assigneeId');
    const { items } = await intake.askAs(own, getTimeline, { ticketId: outside.id });
    const texts = items.map(({ text }) => text);
    expect(texts).toContain('We look into it.');
    expect(JSON.stringify(items)).not.toContain('between us');
    expect(items.map(({ subject }) => subject)).not.toContain('evt.ticket.noted.v1');
    expect((await intake.askAs(own, listTickets, {})).items.map(({ id }) => id)).toEqual([outside.id]);
    expect(await asAs(own, receiveMessage, { ticketId: outside.id, text: 'Thanks', channel: 'web' } as never)).toBe(
      'done',
    );
  });

  it('has of the own fields those that customers are asked for, and moves by the rows that are theirs', async () => {
    const fields = [
      { key: 'serial', label: 'Serial', kind: 'text' as const, visibleToCustomer: true },
      { key: 'cost', label: 'Cost', kind: 'number' as const },
    ];
    await intake.ask(createTicketType, { key: 'repair', name: 'Repair', fields });
    const values = { serial: 'A-1', cost: 7 };
    const { id: ticketId, customerId } = await intake.inProgress({ type: 'repair', fields: values });
    const own = anIdentity({ kind: 'customer', id: customerId, role: 'customer' });
    const shown = () => intake.askAs(own, getTicket, { id: ticketId });
    expect(await shown()).toMatchObject({ fields: { serial: 'A-1' }, moves: [] });
    const { items } = await intake.askAs(own, listTickets, {});
    expect(items.map((one) => one.fields)).toEqual([{ serial: 'A-1' }]);
    const asked = await intake.ask(sendReply, { ticketId, text: 'Better?', moveTo: 'awaiting-confirmation' });
    expect((await shown()).moves.map(({ to }) => to)).toEqual(['in-progress', 'resolved']);
    const move = { ticketId, seenVersion: asked.version, to: 'resolved' as const };
    await expect(intake.askAs(own, changeStatus, { ...move, seenVersion: 1 })).rejects.toMatchObject({
      code: 'version-conflict',
      context: { current: expect.not.objectContaining({ assigneeId: 'ana' }) },
    });
    expect(await intake.askAs(own, changeStatus, move)).toMatchObject({
      status: 'resolved',
      fields: { serial: 'A-1' },
    });
  });

  it('narrows lists by nothing that they do not see', async () => {
    const own = customerOf(outside);
    const queries = [{ tag: ['x'] }, { field: ['cost:7'] }, { assigneeId: 'ben' }, { queueId: 'hardware' }];
    const answers = await Promise.all([...queries, { watcherId: 'ben' }].map((query) => asAs(own, listTickets, query)));
    expect(new Set(answers)).toEqual(new Set(['forbidden']));
    expect(await asAs(own, listTickets, { status: 'open', order: 'updated', limit: 1 })).toBe('done');
  });

  it('has the files of the outside alone', async () => {
    const [inner, outer] = [
      await uploadFile(intake, Buffer.from('a'), { name: 'inner.txt' }),
      await uploadFile(intake, Buffer.from('b'), { name: 'outer.txt' }),
    ];
    const { id: ticketId } = outside;
    await intake.ask(addNote, { ticketId, text: 'for us', attachments: [inner.id] });
    await intake.ask(sendReply, { ticketId, text: 'for you', attachments: [outer.id] });
    const namesFor = async (who: Identity): Promise<string[]> =>
      (await intake.askAs(who, listAttachments, { ticketId })).items.map(({ name }) => name).sort();
    await eventually(async () => expect(await namesFor(auditor)).toEqual(['inner.txt', 'outer.txt']));
    await eventually(async () => expect(await namesFor(customerOf(outside))).toEqual(['outer.txt']));
  });

  it('has the tickets of a customer that was merged into it, as long as that holds', async () => {
    const [ana, twin] = [await intake.open({ subject: 'A lamp' }), await intake.open({ subject: 'The same lamp' })];
    const own = customerOf(ana);
    const open = async (): Promise<string[]> =>
      (await intake.askAs(own, listTickets, {})).items.map(({ id }) => id).sort();
    await intake.ask(mergeCustomers, { id: twin.customerId, into: ana.customerId });
    expect(await open()).toEqual([ana.id, twin.id].sort());
    expect(await asAs(own, getTicket, { id: twin.number })).toBe('done');
    expect(await asAs(own, receiveMessage, { ticketId: twin.id, text: 'Both', channel: 'web' } as never)).toBe('done');
    expect(await asAs(own, getCustomer, { id: twin.customerId })).toBe('done');
    expect(await asAs(customerOf(twin), getTicket, { id: ana.id })).toBe('not-found');
    await intake.ask(unmergeCustomer, { id: twin.customerId });
    expect(await open()).toEqual([ana.id]);
    expect(await asAs(own, getTicket, { id: twin.id })).toBe('not-found');
  });

  it('has nothing of anybody else', async () => {
    const other = customerOf(inside);
    const { id, number, customerId } = outside;
    const answers = await Promise.all([
      asAs(other, getTicket, { id }),
      asAs(other, getTicket, { id: number }),
      asAs(other, getTimeline, { ticketId: id }),
      asAs(other, receiveMessage, { ticketId: id, text: 'x', channel: 'web' } as never),
      asAs(other, readPiece, { fileId: 'f1', index: 0 }),
    ]);
    expect(new Set(answers)).toEqual(new Set(['not-found']));
    expect(await asAs(other, getCustomer, { id: customerId })).toBe('forbidden');
    expect((await intake.askAs(other, listTickets, { customerId })).items).toEqual([]);
  });

  it('opens tickets for themselves, and sets nothing that is the desk’s', async () => {
    const own = customerOf(inside);
    const issue = anIssue({ customer: { id: inside.customerId } });
    expect(await asAs(own, openTicket, { ...issue, customer: { id: outside.customerId } })).toBe('forbidden');
    expect(await asAs(own, openTicket, { ...issue, customer: { email: 'someone@example.test' } })).toBe('forbidden');
    expect(await asAs(own, openTicket, { ...issue, priority: 'urgent' })).toBe('forbidden');
    expect(await asAs(own, openTicket, { ...issue, tags: ['vip'] })).toBe('forbidden');
    expect(await asAs(own, openTicket, issue)).toBe('done');
  });
});

it('an auditor reads everything and changes nothing', async () => {
  expect((await intake.askAs(auditor, getTicket, { id: outside.id })).queueId).toBe('hardware');
  expect(await asAs(auditor, addNote, { ticketId: outside.id, text: 'x' })).toBe('forbidden');
  expect(await asAs(auditor, changeTickets, { tickets: [{ id: outside.id }] } as never)).toBe('forbidden');
});

it('operators and prototypes in what is asked name nothing and grant nothing', async () => {
  for (const id of [{ $ne: '' }, { $gt: '' }, [outside.id, outside.id], { id: outside.id }, null, 7]) {
    expect(['not-found', 'validation-failed']).toContain(await asAs(billing, getTicket, { id } as never));
  }
  const tricked = JSON.parse(`{"id":"${outside.id}","__proto__":{"queueId":"billing"}}`) as { id: string };
  expect(['not-found', 'validation-failed']).toContain(await asAs(billing, getTicket, tricked));
  expect(
    await asAs({ ...billing, queues: ['billing'], role: 'constructor' as never }, getTicket, { id: inside.id }),
  ).toBe('forbidden');
});
