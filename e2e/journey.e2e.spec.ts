import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { NoticeList, Overview, TicketView, Timeline } from '@deskbeat/contracts';
import { pictureBytes, sendPicture } from './files.js';
import { openDesk, type Desk } from './harness.js';
import { followLive, type LiveReader } from './live-feed.js';

let desk: Desk;
let live: LiveReader;
beforeAll(async () => {
  desk = await openDesk();
  live = await followLive(desk.api.url);
}, 60_000);
afterAll(async () => {
  await live?.close();
  await desk?.close();
}, 20_000);

const read = async (id: string): Promise<TicketView> => (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
const clock = ({ clocks }: TicketView, target: string) => clocks.find((one) => one.target === target);
const report = {
  subject: 'The projector in Room 4 stays dark',
  text: 'It blinks three times and goes out.',
  type: 'fault',
  priority: 'high',
  customer: { name: 'A Teacher', email: 'teacher@school.example.test' },
};

describe('the journey of a ticket', () => {
  let ticket: TicketView;
  let other: { ticketId: string; number: string };

  it('1 a customer’s issue comes in, over HTTP or as an event of another company system', async () => {
    const answer = await desk.api.post<TicketView>('/tickets', report);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/tickets/${answer.body.id}`);
    ticket = answer.body;
    expect(ticket).toMatchObject({
      subject: report.subject,
      type: 'fault',
      priority: 'high',
      customerName: 'A Teacher',
    });

    const event = {
      specversion: '1.0',
      id: 'invoice-4711',
      source: 'https://billing.example.test',
      type: 'io.deskbeat.issue.reported.v1',
      data: {
        subject: 'Invoice 4711 was sent twice',
        priority: 'medium',
        customer: { email: 'buyer@shop.example.test' },
      },
    };
    const billing = await desk.source('billing');
    const reply = await billing.request('intake.billing.v1', JSON.stringify(event), { timeout: 10_000 });
    other = reply.json();
    expect(other.number).toMatch(/^DB-\d+$/);
    expect(await read(other.number)).toMatchObject({
      id: other.ticketId,
      channel: 'system',
      subject: event.data.subject,
    });
  });

  it('2 it becomes a durable ticket: what was acknowledged survives a power cut of the database', async () => {
    await desk.system.kill9('database');
    await desk.system.restart('database');
    const kept = await eventually(async () => {
      const answer = await desk.api.get<TicketView>(`/tickets/${ticket.number}`);
      expect(answer.status).toBe(200);
      return answer.body;
    });
    expect(kept).toMatchObject({ id: ticket.id, number: ticket.number, subject: report.subject });
  });

  it('3 it is assigned by round robin', async () => {
    const both = await eventually(async () => {
      const tickets = await Promise.all([read(ticket.id), read(other.ticketId)]);
      expect(tickets.map(({ status }) => status)).toEqual(['in-progress', 'in-progress']);
      return tickets;
    });
    expect(both.map(({ assigneeId }) => assigneeId).sort()).toEqual(['ana', 'ben']);
    const { body } = await desk.api.get(`/tickets/${ticket.id}/assignment`);
    expect(body).toMatchObject({
      state: 'assigned',
      personId: both[0]!.assigneeId,
      decisions: [{ mode: 'round-robin' }],
    });
  });

  it('4 its clocks run', async () => {
    ticket = await eventually(async () => {
      const now = await read(ticket.id);
      expect(now.clocks.map(({ target, cycle, state }) => [target, cycle, state]).sort()).toEqual([
        ['first-response', 1, 'running'],
        ['resolution', 1, 'running'],
      ]);
      return now;
    });
    expect(Date.parse(ticket.dueAt!)).toBeGreaterThan(Date.now());
    expect(ticket.dueAt).toBe(clock(ticket, 'first-response')!.dueAt);
  });

  it('5 the assignee is told', async () => {
    const { assigneeId } = ticket;
    const told = await eventually(async () => {
      const { body } = await desk.api.get<NoticeList>(`/people/${assigneeId}/inbox?unreadOnly=true`);
      const notices = body.items.filter((notice) => notice.ticketId === ticket.id);
      expect(notices).toHaveLength(1);
      return notices[0]!;
    });
    expect(told).toMatchObject({ channel: 'in-app', state: 'sent', read: false });
  });

  it('6 the agent replies: the customer gets it by e-mail, the ticket awaits confirmation, its clock stands still', async () => {
    const picture = await sendPicture(desk.api.url, `person:${ticket.assigneeId}`, new Set());
    const text = 'We replaced the lamp. Does it stay on now?';
    const reply = { text, moveTo: 'awaiting-confirmation', attachments: [picture] };
    const answer = await desk.api.post(`/tickets/${ticket.id}/replies`, reply, { as: `person:${ticket.assigneeId}` });
    expect(answer.status).toBe(200);
    const letter = await eventually(() => {
      const [first] = desk.mailbox.to('teacher@school.example.test');
      expect(first).toBeDefined();
      return first!;
    });
    expect(letter.subject).toContain(ticket.number);
    expect(letter.text).toContain(reply.text);
    expect(letter.files).toEqual([{ name: 'point.png', type: 'image/png', size: pictureBytes }]);
    await eventually(async () => {
      const now = await read(ticket.id);
      expect(now.status).toBe('awaiting-confirmation');
      expect(clock(now, 'first-response')).toMatchObject({ state: 'met' });
      expect(clock(now, 'resolution')).toMatchObject({ state: 'paused', leftMs: expect.any(Number) });
      expect(clock(now, 'resolution')!.dueAt).toBeUndefined();
    });
  });

  it('7 the customer answers: it is in progress again, and its clock runs', async () => {
    const message = { text: 'It goes out again after an hour.', messageKey: 'mail-1' };
    const from = { as: `customer:${ticket.customerId}` };
    const answers = await Promise.all([1, 2].map(() => desk.api.post(`/tickets/${ticket.id}/messages`, message, from)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await eventually(async () => {
      const now = await read(ticket.id);
      expect(now.status).toBe('in-progress');
      expect(clock(now, 'resolution')).toMatchObject({ state: 'running', dueAt: expect.any(String) });
    });
  });

  it('8 the agent resolves it: its promise was kept', async () => {
    const { version } = await read(ticket.id);
    const move = { to: 'resolved', resolution: 'The power supply was replaced.' };
    const as = `person:${ticket.assigneeId}`;
    const answer = await desk.api.post(`/tickets/${ticket.id}/status`, move, { as, ifMatch: version });
    expect(answer).toMatchObject({ status: 200, body: { status: 'resolved', resolution: move.resolution } });
    await eventually(async () => {
      const now = await read(ticket.id);
      expect(now.clocks.map(({ state }) => state)).toEqual(['met', 'met']);
      expect(now.dueAt).toBeUndefined();
    });
  });

  it('9 every step stands in its timeline without a gap, is counted, and was shown live', async () => {
    const steps = [
      'ticket.opened',
      'timeline.assignment-recorded',
      'ticket.status-changed',
      'timeline.clock-recorded',
      'timeline.notice-recorded',
      'ticket.replied',
      'ticket.message-received',
    ];
    const entries = await eventually(async () => {
      const [{ body }, { version }] = [
        await desk.api.get<Timeline>(`/tickets/${ticket.id}/timeline?limit=200`),
        await read(ticket.id),
      ];
      const versions = body.items.map((entry) => entry.version);
      expect(versions).toEqual(Array.from({ length: versions.length }, (_, index) => index + 1));
      expect(versions.length).toBe(version);
      const told = new Set(body.items.map(({ subject }) => subject.replace(/^evt\.(.*)\.v1$/, '$1')));
      expect([...told].sort()).toEqual([...steps].sort());
      return body.items;
    });
    const moves = entries.flatMap(({ subject, data }) =>
      subject === 'evt.ticket.status-changed.v1' ? [(data as { to: string }).to] : [],
    );
    expect(moves).toEqual(['in-progress', 'awaiting-confirmation', 'in-progress', 'resolved']);
    const words = entries.flatMap(({ text }) => text ?? []);
    expect(words.join('\n')).toContain('It goes out again after an hour.');

    await eventually(async () => {
      const { body } = await desk.api.get<Overview>('/analytics/overview');
      expect(body).toMatchObject({ tickets: 2, byStatus: { resolved: 1, 'in-progress': 1 }, byType: { fault: 1 } });
      expect(body.resolution.count).toBe(1);
    });
    await eventually(async () => {
      const { body } = await desk.api.get<Timeline>(`/tickets/${ticket.id}/timeline?limit=200`);
      const seen = live.events.filter(({ data }) => data.aggregateId === ticket.id).map(({ data }) => data.version);
      expect(seen).toEqual(body.items.map(({ version }) => version));
    });
  });
});
