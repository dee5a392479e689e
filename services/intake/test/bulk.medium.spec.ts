import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeTickets, getTicket, type ChangeTickets, type TicketView } from '@deskbeat/contracts';
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

  it('a retryable failure is no result: the whole can be sent again', async () => {
    const [ticket] = await open(1);
    const command: ChangeTickets = { tickets: [{ id: ticket!.id }], assign: { personId: 'ben', reason: 'his' } };
    await expect(change(command)).rejects.toMatchObject({ code: 'service-unavailable' });
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
