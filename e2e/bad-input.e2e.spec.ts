import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import { DeadLetters } from '@deskbeat/tools';
import { tagForm, type TicketList, type TicketView, type Timeline } from '@deskbeat/contracts';
import type { Sent } from './api.js';
import * as bad from './bad-values.js';
import { expectProblem, expectRefused, unacceptable } from './expect-problem.js';
import { openDesk, type Desk } from './harness.js';

let desk: Desk;
let ticket: TicketView;
let processes: string;
/** Tickets that came in on purpose. */
let accepted = 0;

const running = (): string => JSON.stringify(desk.system.processes.filter(({ pid }) => process.kill(pid, 0)));
const report = {
  subject: 'The projector stays dark',
  text: 'It blinks.',
  type: 'fault',
  priority: 'high',
  tags: ['room-4'],
  affected: 3,
  customer: {
    name: 'A Teacher',
    email: 'teacher@school.example.test',
    externalId: 'T-1',
    tier: 'vip',
    region: 'North',
  },
};

beforeAll(async () => {
  desk = await openDesk();
  processes = running();
  ticket = await open(report);
}, 60_000);
afterAll(() => desk?.close(), 20_000);

async function open(body: object): Promise<TicketView> {
  const answer = await desk.api.post<TicketView>('/tickets', body);
  expect(answer.status).toBe(201);
  accepted++;
  return answer.body;
}

describe('opening a ticket', () => {
  it.each<[string, unknown[]]>([
    ['subject', bad.noLine(250)],
    ['text', bad.noRunningText],
    ['type', bad.noneOf],
    ['priority', bad.noneOf],
    ['channel', bad.noneOf],
    ['tags', bad.noTags],
    ['affected', bad.noWhole],
    ['reportedAt', bad.noInstant],
    ['customer', [undefined, null, ...bad.noObject]],
    ['customer.id', bad.noId],
    ['customer.name', bad.noLine(200)],
    ['customer.email', bad.noEmail],
    ['customer.phone', [...bad.noText, '', '12', 'call me', '+49 30 1234567\n']],
    ['customer.externalId', bad.noId],
    ['customer.tier', bad.noneOf],
    ['customer.region', bad.noLine(200)],
    ['intakeKey', bad.noObject],
    ['colour', ['red']],
    ['customer.$where', ['1']],
    ['id', ['x']],
    ['version', [1]],
    ['status', ['closed']],
  ])('refuses what %s must not be', async (path, values) => {
    await expectRefused((body) => desk.api.post('/tickets', body), report, path, values);
  });

  it.each([undefined, null])('refuses it when neither subject nor text says anything: %s', async (nothing) => {
    const silent = { ...report, text: undefined };
    await expectRefused((body) => desk.api.post('/tickets', body), silent, 'subject', [nothing]);
  });

  it.each<[string, Sent & { codes: string[] }]>([
    ['no body', { raw: '', codes: ['malformed-request'] }],
    ['half a body', { raw: '{"subject":', codes: ['malformed-request'] }],
    ['a list', { raw: '[]', codes: ['malformed-request'] }],
    ['null', { raw: 'null', codes: ['malformed-request'] }],
    ['bytes that are no UTF-8', { raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), codes: ['malformed-request'] }],
    ['a prototype', { raw: '{"__proto__":{"isAdmin":true},"subject":"x"}', codes: unacceptable }],
    ['a deep nest', { raw: `${'['.repeat(50_000)}${']'.repeat(50_000)}`, codes: ['malformed-request'] }],
    ['half a megabyte', { raw: JSON.stringify({ subject: 'x'.repeat(524_288) }), codes: ['payload-too-large'] }],
    [
      'a form',
      {
        raw: 'subject=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        codes: ['unsupported-media-type'],
      },
    ],
    ['an actor that is none', { raw: '{}', headers: { 'x-deskbeat-actor': 'root' }, codes: unacceptable }],
    ['a key that is too long', { raw: JSON.stringify(report), key: 'k'.repeat(256), codes: unacceptable }],
  ])('refuses %s', async (_, { codes, ...sent }) => {
    expectProblem(await desk.api.post('/tickets', undefined, sent), codes);
  });
});

describe('changing a ticket', () => {
  const current = async () => (await desk.api.get<TicketView>(`/tickets/${ticket.id}`)).body.version;

  it.each<[string, unknown[]]>([
    ['subject', bad.noLine(250)],
    ['type', bad.noneOf],
    ['priority', bad.noneOf],
    ['tags', bad.noTags],
    ['affected', bad.noWhole],
    ['assigneeId', ['ana']],
  ])('refuses what %s must not be', async (path, values) => {
    const ifMatch = await current();
    await expectRefused((body) => desk.api.patch(`/tickets/${ticket.id}`, body, { ifMatch }), {}, path, values);
  });

  it.each<[string, string, object, unknown[]]>([
    ['replies', 'text', { text: 'x' }, [undefined, ...bad.noRunningText]],
    ['replies', 'moveTo', { text: 'x' }, bad.noneOf],
    ['notes', 'text', { text: 'x' }, [undefined, ...bad.noRunningText]],
    ['messages', 'text', { text: 'x' }, [undefined, ...bad.noRunningText]],
    ['messages', 'channel', { text: 'x' }, bad.noneOf],
    ['messages', 'messageKey', { text: 'x' }, bad.noLine(255)],
    ['status', 'to', { to: 'resolved', resolution: 'x' }, [undefined, ...bad.noneOf]],
    ['status', 'resolution', { to: 'resolved' }, bad.noRunningText],
    ['status', 'reason', { to: 'resolved', resolution: 'x' }, bad.noRunningText],
    ['assignment', 'personId', { personId: 'ana' }, [undefined, ...bad.noId]],
  ])('refuses in %s what %s must not be', async (command, path, body, values) => {
    const ifMatch = await current();
    const send = (sent: object) =>
      desk.api.post(`/tickets/${ticket.id}/${command}`, sent, { as: 'person:ana', ifMatch });
    await expectRefused(send, body, path, values);
  });

  it.each([
    ['without If-Match', {}, 'precondition-required'],
    ['with If-Match *', { headers: { 'if-match': '*' } }, 'precondition-required'],
    ['with a tag that is none', { headers: { 'if-match': 'yesterday' } }, 'malformed-request'],
    ['with a version that never was', { ifMatch: 999_999 }, 'version-conflict'],
  ])('is refused %s', async (_, sent, code) => {
    expectProblem(await desk.api.patch(`/tickets/${ticket.id}`, { subject: 'new' }, sent), [code]);
    expectProblem(await desk.api.post(`/tickets/${ticket.id}/status`, { to: 'closed' }, sent), [code]);
  });
});

describe('asking', () => {
  it.each([
    'status=open&status=new',
    'status[$ne]=new',
    'status=%24ne',
    'priority=none',
    'limit=0',
    'limit=201',
    'limit=abc',
    'limit=1e2',
    'cursor=xyz',
    'cursor=WzEse31d',
    'order=$natural',
    'colour=red',
    '__proto__[x]=1',
    'customerId=a%20b',
    'assigneeId=%00',
  ])('tickets?%s is refused', async (query) => {
    expectProblem(await desk.api.get(`/tickets?${query}`), unacceptable);
  });

  it.each(['%00', '$where', 'a%20b', 'x'.repeat(129), '%2e%2e%2f', '%ff', 'DB-99999999', '__proto__'])(
    'for a ticket named %s finds none, or says that it is no name',
    async (id) => {
      expectProblem(await desk.api.get(`/tickets/${id}`), [...unacceptable, 'not-found']);
      expectProblem(await desk.api.get(`/tickets/${id}/timeline`), [...unacceptable, 'not-found']);
    },
  );

  it('by a method that is not there says which are', async () => {
    const answer = await desk.api.put('/tickets', {});
    expectProblem(answer, ['method-not-allowed']);
    expect(answer.headers.get('allow')).toContain('POST');
  });
});

it('events of other company systems that are wrong are a problem for who waits, and a dead letter with the reason', async () => {
  const letters = await DeadLetters.connect(desk.system.natsUrl);
  try {
    const erp = await desk.source('erp');
    for (const payload of bad.noIntakeEvents) {
      const reply = await erp.request('intake.erp.v1', payload, { timeout: 5_000 });
      const { code, ticketId } = reply.json<{ code?: string; ticketId?: string }>();
      expect({ payload, ticketId, refused: unacceptable.includes(code ?? '') }).toEqual({ payload, refused: true });
    }
    await eventually(async () => expect(await letters.count()).toBe(bad.noIntakeEvents.length));
    for await (const letter of letters.list()) {
      expect(letter).toMatchObject({ subject: 'intake.erp.v1', consumer: 'intake-intake', stream: 'INTAKE' });
      expect(letter.reason.length).toBeGreaterThan(3);
    }
  } finally {
    await letters.close();
  }
});

it.each(bad.harmlessTexts)('%s is kept as it is', async (text) => {
  const tag = [...text].slice(0, 20).join('').trim();
  const { id } = await open({ ...report, subject: text, text, tags: [tag] });
  const { body: kept } = await desk.api.get<TicketView>(`/tickets/${id}`);
  expect({ subject: kept.subject, tags: kept.tags }).toEqual({ subject: text, tags: [tagForm(tag)] });
  await eventually(async () => {
    const { body } = await desk.api.get<Timeline>(`/tickets/${id}/timeline`);
    expect(body.items[0]?.text).toBe(text);
  });
});

it('nothing of all that was stored, and no process has died', async () => {
  const { body } = await desk.api.get<TicketList>('/tickets?order=newest&limit=200');
  expect(body.items).toHaveLength(accepted);
  const untouched = await desk.api.get<TicketView>(`/tickets/${ticket.id}`);
  expect(untouched.body).toMatchObject({ subject: report.subject, priority: 'high', tags: ['room-4'] });
  expect(running()).toBe(processes);
  await eventually(async () => {
    const { body: last } = await desk.api.get<TicketView>(`/tickets/${body.items[0]!.id}`);
    expect(last.status).toBe('in-progress');
  });
});
