import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assignmentQueued,
  assignTicket,
  changeTickets,
  createMacro,
  getTicket,
  listQueues,
  moveToQueue,
  personSaved,
  Problem,
  type ChangeTickets,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => (intake = await startIntake()), 60_000);
afterAll(() => intake?.stop());

const change = (command: ChangeTickets) => intake.ask(changeTickets, command);
const open = (count: number): Promise<TicketView[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => intake.open({ subject: `${n}`, tags: ['old'] })));
const chosen = (tickets: readonly TicketView[]) => tickets.map(({ id, version }) => ({ id, version }));
const now = (tickets: readonly TicketView[]) => Promise.all(tickets.map(({ id }) => intake.ask(getTicket, { id })));

describe('one action on many tickets', () => {
  it('changes each, and says of each what became of it', async () => {
    const tickets = await open(60);
    const update = { priority: 'urgent' as const, addTags: ['storm'], removeTags: ['old'] };
    const results = await change({ tickets: chosen(tickets), update });
    expect(results).toMatchObject({ changed: 60, refused: 0 });
    expect(results.items).toEqual(tickets.map(({ id }) => ({ id, outcome: 'changed', version: 2 })));
    for (const ticket of await now(tickets)) expect(ticket).toMatchObject({ priority: 'urgent', tags: ['storm'] });
    const timeline = await intake.timeline(tickets[0]!.id);
    expect(timeline.at(-1)).toMatchObject({ subject: 'evt.ticket.updated.v1', actor: { id: 'ana' } });
  });

  it('a ticket that somebody changed meanwhile, or that is not there, is refused by itself', async () => {
    const tickets = await open(3);
    await change({ tickets: [{ id: tickets[1]!.id }], update: { addTags: ['mine'] } });
    const asked = [...chosen(tickets), { id: 'nowhere' }];
    const { items, changed, refused } = await change({ tickets: asked, update: { priority: 'low' } });
    expect([changed, refused]).toEqual([2, 2]);
    expect(items.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'changed',
      'version-conflict',
      'changed',
      'not-found',
    ]);
    expect((await now(tickets)).map(({ priority }) => priority)).toEqual(['low', 'medium', 'low']);
  });

  it('moves those that may go there; one that is there already stays', async () => {
    const [one, fresh] = [await intake.inProgress(), await intake.open()];
    const status = { to: 'resolved' as const, resolution: 'A new cable.' };
    const tickets = [{ id: one.id }, { id: fresh.id }];
    const first = await change({ tickets, status });
    expect(first.items.map(({ outcome, code }) => code ?? outcome)).toEqual(['changed', 'move-not-allowed']);
    expect((await change({ tickets: [{ id: one.id }], status })).items[0]).toMatchObject({ outcome: 'unchanged' });
  });

  it('what a bad value breaks is refused before anything is changed', async () => {
    const [ticket] = await open(1);
    const tickets = [{ id: ticket!.id }];
    const cases: [object, string][] = [
      [{ tickets }, ''],
      [{ tickets, update: {}, status: { to: 'closed' } }, ''],
      [{ tickets: [], update: {} }, '/tickets'],
      [{ tickets: Array(501).fill(tickets[0]), update: {} }, '/tickets'],
      [{ tickets, update: { priority: 'now' } }, '/update/priority'],
      [{ tickets, status: { to: 'gone' } }, '/status/to'],
      [{ tickets, assign: { personId: 'ben' } }, '/assign/reason'],
      [{ tickets: [{ id: { $ne: 1 } }], update: {} }, '/tickets/0/id'],
    ];
    for (const [command, pointer] of cases) {
      const errors = expect.arrayContaining([expect.objectContaining({ pointer })]);
      await expect(change(command as ChangeTickets)).rejects.toMatchObject({ code: 'validation-failed', errors });
    }
    expect((await now([ticket!]))[0]).toMatchObject({ version: 1 });
  });

  it('lets people watch, or watch no more', async () => {
    await intake.tell(personSaved, 'ben', 1, { personId: 'ben', name: 'Ben', role: 'agent' });
    await intake.tell(personSaved, 'ana', 1, { personId: 'ana', name: 'Ana', role: 'agent' });
    const tickets = await open(2);
    await eventually(async () => {
      const results = await change({ tickets: chosen(tickets), watchers: { add: ['me', 'ben'] } });
      expect(results.refused).toBe(0);
    });
    for (const ticket of await now(tickets)) expect(ticket.watchers).toEqual(['ana', 'ben']);
    const less = { watchers: { remove: ['me'] } };
    expect(await change({ tickets: [{ id: tickets[0]!.id }], ...less })).toMatchObject({ changed: 1 });
    expect(await change({ tickets: [{ id: tickets[0]!.id }], ...less })).toMatchObject({ changed: 0, refused: 0 });
    const stranger = change({ tickets: chosen(tickets), watchers: { add: ['ben', 'nobody'] } });
    await expect(stranger).rejects.toMatchObject({ errors: [{ pointer: '/watchers/add/1' }] });
  });

  it('applies a macro to each, and writes once however often it is sent with a key', async () => {
    const actions = { addTags: ['told'], reply: { text: 'We are at it, {{ customer.name }}.' } };
    const { id } = await intake.ask(createMacro, { title: 'Tell', actions });
    const tickets = await open(3);
    const asked = { tickets: tickets.map((ticket) => ({ id: ticket.id })), macro: { id } };
    expect(await change({ ...asked, idempotencyKey: 'tell' })).toMatchObject({ changed: 3 });
    await intake.tickets.db.collection('bulk_runs').updateMany({}, { $set: { results: {} } });
    expect((await change({ ...asked, idempotencyKey: 'tell' })).items[0]).toMatchObject({ outcome: 'unchanged' });
    const replies = (await intake.timeline(tickets[0]!.id)).filter(({ subject }) => subject.includes('replied'));
    expect(replies).toHaveLength(1);
    await expect(change({ ...asked, macro: { id: 'none' } })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('moves each to another queue, as assignment says', async () => {
    const [one, two] = await open(2);
    const answers = new Map<string, object>([
      [moveToQueue.subject, { version: 1, decisions: [] }],
      [listQueues.subject, { items: [{ id: 'repairs' }] }],
    ]);
    const subscriptions = [...answers].map(([subject, answer]) =>
      intake.connection.subscribe(subject, {
        callback: (_, message) => void message.respond(JSON.stringify(answer)),
      }),
    );
    await intake.tell(assignmentQueued, two!.id, 1, { ticketId: two!.id, queueId: 'repairs', reason: 'x' });
    await eventually(async () => expect((await now([two!]))[0]!.queueId).toBe('repairs'));
    const queue = { queueId: 'repairs', reason: 'a pump' };
    const { items } = await change({ tickets: [{ id: one!.id }, { id: two!.id }], queue });
    expect(items.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged']);
    const lost = change({ tickets: [{ id: one!.id }], queue: { queueId: 'nowhere', reason: 'x' } });
    await expect(lost).rejects.toMatchObject({ errors: [{ pointer: '/queue/queueId' }] });
    for (const subscription of subscriptions) subscription.unsubscribe();
  });

  it('whoever is to have them is somebody of ours', async () => {
    const tickets = chosen(await open(1));
    const assign = { personId: 'nobody', reason: 'x' };
    await expect(change({ tickets, assign })).rejects.toMatchObject({ errors: [{ pointer: '/assign/personId' }] });
    const byProgram = intake.ask(
      changeTickets,
      { tickets, assign: { ...assign, personId: 'me' } },
      { kind: 'system', id: 'erp' },
    );
    await expect(byProgram).rejects.toMatchObject({ errors: [{ pointer: '/assign/personId' }] });
  });

  it('what may go well later is refused for now: each has its result, and sent again it is done', async () => {
    const tickets = await open(30);
    const assign = { personId: 'ben', reason: 'his' };
    const command: ChangeTickets = { tickets: [...chosen(tickets), { id: 'nowhere' }], assign, idempotencyKey: 'his' };
    const first = await change(command);
    expect([first.changed, first.refused]).toEqual([0, 31]);
    for (const result of first.items)
      expect(result).toMatchObject({ outcome: 'refused', code: 'service-unavailable', retryable: true });
    const late = tickets[3]!.id;
    const subscription = intake.connection.subscribe(assignTicket.subject, {
      callback: (_, message) => {
        const isLate = message.json<{ data: { ticketId: string } }>().data.ticketId === late;
        const answer = isLate ? { err: new Problem('too-early') } : { version: 1, decisions: [] };
        void message.respond(JSON.stringify(answer));
      },
    });
    const second = await change(command);
    subscription.unsubscribe();
    expect([second.changed, second.refused]).toEqual([29, 2]);
    expect(second.items[3]).toMatchObject({ id: late, code: 'too-early', retryable: true });
    expect(second.items[30]).toEqual({ id: 'nowhere', outcome: 'refused', code: 'not-found' });
    expect((await change(command)).items[3]).toMatchObject({ id: late, code: 'service-unavailable' });
  });
});

describe('the same key', () => {
  it('is the same work: the results stay, however often and however concurrently it is sent', async () => {
    const tickets = await open(30);
    const command: ChangeTickets = {
      tickets: chosen(tickets),
      update: { addTags: ['once'] },
      idempotencyKey: 'storm',
    };
    const first = await change(command);
    expect(first.changed).toBe(30);
    const again = await Promise.allSettled([change(command), change(command), change(command)]);
    const answers = again.map((one) =>
      one.status === 'fulfilled' ? one.value : (one.reason as { code: string }).code,
    );
    expect(answers).toContainEqual(first);
    for (const answer of answers) expect([first, 'too-early']).toContainEqual(answer);
    expect((await now(tickets)).map(({ version }) => version)).toEqual(tickets.map(() => 2));
  });

  it('with something else is refused', async () => {
    const [ticket] = await open(1);
    const command: ChangeTickets = {
      tickets: [{ id: ticket!.id }],
      update: { addTags: ['a'] },
      idempotencyKey: 'other',
    };
    await change(command);
    const refused = change({ ...command, update: { addTags: ['b'] } });
    await expect(refused).rejects.toMatchObject({ code: 'idempotency-mismatch' });
    expect(await change(command)).toMatchObject({ changed: 1 });
  });
});
