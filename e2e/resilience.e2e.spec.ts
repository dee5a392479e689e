import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { eventually } from '@deskbeat/testing';
import { DeadLetters, republish } from '@deskbeat/tools';
import type { NoticeList, Overview, TicketList, TicketView } from '@deskbeat/contracts';
import type { ProblemDocument } from './api.js';
import { openDesk, type Desk } from './harness.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk?.close(), 20_000);

const report = { subject: 'The till is stuck', customer: { email: 'shop@store.example.test' } };
const open = async (): Promise<TicketView> => (await desk.api.post<TicketView>('/tickets', report)).body;
const read = async (id: string): Promise<TicketView> => (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
const counted = async (): Promise<number> => (await desk.api.get<Overview>('/analytics/overview')).body.tickets;
/** How many tickets there are, as soon as all are counted. */
const allCounted = (): Promise<number> =>
  eventually(async () => {
    const { length } = (await desk.api.get<TicketList>('/tickets?limit=100')).body.items;
    expect(await counted()).toBe(length);
    return length;
  });
const underWay = (id: string): Promise<TicketView> =>
  eventually(async () => {
    const ticket = await read(id);
    expect([ticket.status, ticket.clocks.length]).toEqual(['in-progress', 2]);
    return ticket;
  });

describe('many at once', () => {
  it('the same Idempotency-Key twenty times is one ticket', async () => {
    const before = await allCounted();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => desk.api.post<TicketView>('/tickets', report, { key: 'order-7' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    await underWay(answers[0]!.body.id);
    await eventually(async () => expect(await counted()).toBe(before + 1));
  });

  it('the same key for something else is refused', async () => {
    const answer = await desk.api.post<ProblemDocument>(
      '/tickets',
      { ...report, subject: 'Other' },
      { key: 'order-7' },
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency-mismatch']);
  });

  it('of two agents who act on the same version one wins, the other is told the newer version', async () => {
    const { id } = await open();
    const { version } = await underWay(id);
    const change = (who: string) =>
      desk.api.patch<ProblemDocument & { currentVersion: number; version: number }>(
        `/tickets/${id}`,
        { subject: `Seen by ${who}` },
        { as: `person:${who}`, ifMatch: version },
      );
    const answers = await Promise.all([change('ana'), change('ben')]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    expect([won!.status, lost!.status]).toEqual([200, 412]);
    expect(lost!.body).toMatchObject({ code: 'version-conflict', currentVersion: expect.any(Number) });
    expect(lost!.body.currentVersion).toBeGreaterThan(version);
  });
});

describe('a lost stream', () => {
  it('is healed by its owners: who had not read it knows everything afterwards', async () => {
    const before = await allCounted();
    await desk.system.kill9('analytics');
    const { id } = await open();
    await underWay(id);
    const manager = await jetstreamManager(desk.nats);
    await manager.streams.delete('EVENTS');
    await desk.system.restart('analytics');
    const meanwhile = await open();

    const since = new Date(Date.now() - 3_600_000);
    const counts = await republish(desk.system.natsUrl, since, ['intake', 'assignment', 'sla', 'notifications']);
    expect(counts.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
    await underWay(meanwhile.id);
    await eventually(async () => expect(await counted()).toBe(before + 2), { timeout: 20_000 });
    await eventually(async () => {
      const { body } = await desk.api.get<Overview>('/analytics/overview');
      expect(body.byStatus).toMatchObject({ 'in-progress': before + 2 });
    });
  });
});

describe('a promise that is not kept', () => {
  it('is told to the manager by e-mail, once', async () => {
    const reportedAt = new Date(Date.now() - 30 * 3_600_000).toISOString();
    const { body } = await desk.api.post<TicketView>('/tickets', {
      ...report,
      type: 'fault',
      subject: 'All screens are dark',
      priority: 'urgent',
      reportedAt,
    });
    await eventually(async () => {
      const { clocks } = await read(body.id);
      expect(clocks.map(({ state }) => state)).toEqual(['breached', 'breached']);
    });
    const about = () => desk.mailbox.to('mia@desk.example.test').filter(({ subject }) => subject.includes(body.number));
    await eventually(() => expect(about().length).toBeGreaterThanOrEqual(1));
    await eventually(async () => {
      const { body: notices } = await desk.api.get<NoticeList>(`/tickets/${body.id}/notices?limit=200`);
      const mails = notices.items.filter(
        ({ channel, recipient }) => channel === 'email' && recipient.startsWith('mia'),
      );
      // First response and resolution.
      expect(mails.map(({ state }) => state)).toEqual(['sent', 'sent']);
      expect(about()).toHaveLength(2);
    });
  });
});

describe('a dead letter', () => {
  const event = (id: string, subject: string) =>
    JSON.stringify({
      specversion: '1.0',
      id,
      source: 'https://crm.example.test',
      type: 'io.deskbeat.issue.reported.v1',
      data: { subject, customer: { email: 'a@b.example.test' } },
    });

  it('that is replayed goes its way again and leaves; one that is still wrong comes back as a new one', async () => {
    const letters = await DeadLetters.connect(desk.system.natsUrl);
    try {
      const crm = await desk.source('crm');
      crm.publish('intake.crm.v1', event('c-1', ''));
      await eventually(async () => expect(await letters.count()).toBe(1));
      const [first] = await all(letters);
      expect(first).toMatchObject({ subject: 'intake.crm.v1', code: 'validation-failed' });
      expect(first!.reason).toContain('/data/subject');
      await letters.replay(first!.seq);
      const [second] = await eventually(async () => {
        const left = await all(letters);
        expect(left.map(({ seq }) => seq)).toEqual([expect.any(Number)]);
        expect(left[0]!.seq).toBeGreaterThan(first!.seq);
        return left;
      });
      await letters.drop(second!.seq);
      expect(await letters.count()).toBe(0);
    } finally {
      await letters.close();
    }
  });
});

async function all(letters: DeadLetters) {
  const found = [];
  for await (const letter of letters.list()) found.push(letter);
  return found;
}
