import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type {
  AuditRecords,
  AuditVerification,
  ErasureView,
  FileView,
  Overview,
  RetentionRunView,
  TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { operator } from '@deskbeat/tools';
import { openDesk, type Desk } from './harness.js';

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()), 90_000);
afterAll(() => desk?.close(), 30_000);

/** Words by which somebody could find out who it was. */
const telling = ['zerlina', 'quartz street', 'heirloom', '5550123', 'crm-777', 'family-photo'];
const customer = {
  name: 'Zerlina',
  email: 'zerlina@home.example.test',
  phone: '+49 30 5550123',
  externalId: 'crm-777',
};

/** What stands in any database of the system, but for pieces of files that are binary anyhow. */
async function everything(): Promise<string> {
  const client = await MongoClient.connect(desk.system.mongoUri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    const texts: string[] = [];
    for (const { name } of databases.filter((one) => !['admin', 'local', 'config'].includes(one.name))) {
      for (const collection of await client.db(name).collections()) {
        for await (const document of collection.find()) {
          texts.push(`${name}.${collection.collectionName} ${JSON.stringify(document).toLowerCase()}`);
        }
      }
    }
    return texts.join('\n');
  } finally {
    await client.close();
  }
}
const told = async (): Promise<string[]> => {
  const text = await everything();
  return telling.flatMap((word) =>
    text
      .split('\n')
      .filter((line) => line.includes(word))
      .map((line) => `${word}: ${line.slice(0, 300)}`),
  );
};

async function aLife(): Promise<{ ticketId: string; customerId: string }> {
  const file = await fetch(`${desk.api.url}/api/v1/files?name=family-photo.txt`, {
    method: 'POST',
    body: Buffer.from('The heirloom on quartz street'),
    headers: { ...operator(), 'content-type': 'application/octet-stream' },
  });
  const { id: attachment } = (await file.json()) as FileView;
  const { id } = (
    await desk.api.post<TicketView>('/tickets', {
      subject: 'The heirloom clock of Zerlina stopped',
      text: 'I live on Quartz Street.',
      type: 'fault',
      priority: 'high',
      customer,
      attachments: [attachment],
    })
  ).body;
  const ticket = await eventually(async () => {
    const found = (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
    expect(found).toMatchObject({ status: 'in-progress' });
    return found;
  });
  const as = `person:${ticket.assigneeId}`;
  await desk.api.post(`/tickets/${id}/replies`, { text: 'Dear Zerlina, is it the heirloom?' }, { as });
  await desk.api.post(`/tickets/${id}/notes`, { text: 'Zerlina sounds sad.' }, { as });
  await eventually(() => expect(desk.mailbox.to(customer.email).length).toBeGreaterThan(0));
  const { version } = (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
  await desk.api.post(
    `/tickets/${id}/status`,
    { to: 'resolved', resolution: 'Heirloom mended' },
    { as, ifMatch: version },
  );
  return { ticketId: id, customerId: ticket.customerId };
}

const overview = async (): Promise<Overview> => (await desk.api.get<Overview>('/analytics/overview')).body;
/** The figures when they have everything that was done. */
const counted = (byStatus: Record<string, number>, responses: number, resolutions: number): Promise<Overview> =>
  eventually(async () => {
    const found = await overview();
    expect(found).toMatchObject({ byStatus, firstResponse: { count: responses }, resolution: { count: resolutions } });
    return found;
  });
let life: { ticketId: string; customerId: string };

it('all that is kept about somebody comes as one zip: who they are, what was said, their files', async () => {
  life = await aLife();
  const answer = await fetch(`${desk.api.url}/api/v1/subjects/customer/${life.customerId}/data.zip`, {
    headers: operator(),
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const files = filesIn(Buffer.from(await answer.arrayBuffer()));
  const names = [...files.keys()];
  const all = [...files.values()].join('\n');
  for (const word of ['Zerlina', 'Quartz Street', 'crm-777', 'Heirloom mended', 'Dear Zerlina'])
    expect(all).toContain(word);
  expect(names).toContain(`intake/customers/${life.customerId}.json`);
  expect(names.filter((name) => name.startsWith('files/'))).toHaveLength(1);
  expect(names.some((name) => name.startsWith('notifications/notices/'))).toBe(true);
}, 60_000);

it('somebody is forgotten in every service, also when services are killed meanwhile, and numbers stay', async () => {
  const before = await counted({ resolved: 1 }, 1, 1);
  expect(new Set((await told()).map((line) => line.split(':')[0]))).toEqual(new Set(telling));
  const { status, body } = await desk.api.post<ErasureView>(`/subjects/customer/${life.customerId}/erasure`, {
    reason: 'By letter',
  });
  expect([status, body.state]).toEqual([202, 'running']);
  for (const name of ['intake', 'access'] as const) {
    await desk.system.kill9(name);
    await desk.system.restart(name);
  }
  const done = await eventually(
    async () => {
      const erasure = (await desk.api.get<ErasureView>(`/erasures/${body.id}`)).body;
      expect(erasure).toMatchObject({ state: 'done' });
      return erasure;
    },
    { timeout: 60_000 },
  );
  expect(done.report.map(({ service }) => service).sort()).toEqual(['access', 'assignment', 'intake', 'notifications']);
  await eventually(async () => expect(await told()).toEqual([]), { timeout: 20_000 });
  expect(await overview()).toEqual(before);
  const ticket = (await desk.api.get<TicketView>(`/tickets/${life.ticketId}`)).body;
  expect(ticket).toMatchObject({ status: 'resolved', type: 'fault', priority: 'high', customerName: done.pseudonym });
}, 120_000);

it('asked for again it is done again, and harms nothing', async () => {
  const { body } = await desk.api.post<ErasureView>(`/subjects/customer/${life.customerId}/erasure`, {});
  await eventually(
    async () => expect((await desk.api.get<ErasureView>(`/erasures/${body.id}`)).body.state).toBe('done'),
    { timeout: 60_000 },
  );
  expect(await told()).toEqual([]);
}, 90_000);

it('the log says who did both, and is still as it was written', async () => {
  const actions = (await desk.api.get<AuditRecords>(`/audit-records?on=${life.customerId}`)).body.items;
  expect(actions.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['access.erase-person', 'access.begin-export']),
  );
  const { body } = await desk.api.get<AuditVerification>('/audit-records/verification');
  expect(body).toMatchObject({ complete: true });
  expect(body.broken).toBeUndefined();
});

/** As if a ticket had been closed two years ago. */
async function closedLongAgo(id: string): Promise<void> {
  const { version } = (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
  await desk.api.post(`/tickets/${id}/status`, { to: 'closed', reason: 'Done' }, { ifMatch: version });
  const client = await MongoClient.connect(desk.system.mongoUri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    const intake = databases.find(({ name }) => name.endsWith('intake'))!.name;
    const tickets = client.db(intake).collection<{ _id: string }>('tickets');
    const then = new Date(Date.now() - 730 * 86_400_000);
    await eventually(async () => {
      const found = await tickets.updateOne(
        { _id: id, 'outbox.0': { $exists: false } },
        { $set: { closedAt: then, keptSince: then } },
      );
      expect(found.matchedCount).toBe(1);
    });
  } finally {
    await client.close();
  }
}

it('old tickets lose who it was and what was said, unless they are on hold, also when services are killed', async () => {
  const [old, kept] = [await aLife(), await aLife()];
  await closedLongAgo(old.ticketId);
  await closedLongAgo(kept.ticketId);
  await desk.api.put(`/holds/ticket/${kept.ticketId}`, { reason: 'A court asked' });
  await desk.api.put('/retention-rules', { closedTicketsMonths: 12 });
  const before = await counted({ resolved: 1, closed: 2 }, 3, 3);
  const { body: run } = await desk.api.post<RetentionRunView>('/retention-runs', {});
  for (const name of ['intake', 'access'] as const) {
    await desk.system.kill9(name);
    await desk.system.restart(name);
  }
  const done = await eventually(
    async () => {
      const found = (await desk.api.get<RetentionRunView>(`/retention-runs/${run.id}`)).body;
      expect(found).toMatchObject({ state: 'done' });
      return found;
    },
    { timeout: 120_000 },
  );
  expect(done.report.map(({ service }) => service).sort()).toEqual(['access', 'assignment', 'intake', 'notifications']);
  expect(await overview()).toEqual(before);
  const ticket = (await desk.api.get<TicketView>(`/tickets/${old.ticketId}`)).body;
  expect(ticket).toMatchObject({ status: 'closed', type: 'fault', priority: 'high', subject: '…', customerName: '…' });
  const ofOld = (await everything()).split('\n').filter((line) => line.includes(old.ticketId));
  expect(ofOld.filter((line) => /heirloom|quartz/.test(line))).toEqual([]);
  const held = (await desk.api.get<TicketView>(`/tickets/${kept.ticketId}`)).body;
  expect(held.subject).toContain('heirloom');
}, 240_000);

it('somebody who left is a former member in every service, also when services are killed, and numbers stay', async () => {
  const zoe = { name: 'Xanthippa Quill', email: 'xanthippa@desk.example.test', role: 'agent' };
  const named = async (): Promise<string[]> =>
    (await everything())
      .split('\n')
      .filter((line) => /xanthippa|quill/.test(line))
      .map((line) => line.slice(0, 300));
  await desk.api.put('/people/zoe', zoe);
  await desk.api.put('/accounts/zoe', zoe);
  const { id } = (await desk.api.post<TicketView>('/tickets', { subject: 'No light', customer: { name: 'Uma' } })).body;
  const given = { personId: 'zoe', reason: 'Knows lamps' };
  const give = async (): Promise<number> => (await desk.api.post(`/tickets/${id}/assignment`, given)).status;
  await eventually(async () => expect(await give()).toBeLessThan(300));
  await eventually(async () =>
    expect((await desk.api.get<TicketView>(`/tickets/${id}`)).body).toMatchObject({ assigneeName: zoe.name }),
  );
  const as = 'person:zoe';
  await desk.api.post(`/tickets/${id}/notes`, { text: 'The lamp is old.' }, { as });
  const { version } = (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
  const resolved = { to: 'resolved', resolution: 'A new lamp' };
  await desk.api.post(`/tickets/${id}/status`, resolved, { as, ifMatch: version });
  // Who leaves with work at hand is named in the reason why others get it.
  await eventually(async () =>
    expect((await desk.api.get(`/tickets/${id}/assignment`)).body).toMatchObject({ state: 'done' }),
  );
  await eventually(async () => expect((await named()).length).toBeGreaterThan(8));
  const early = await desk.api.post<{ code: string }>('/subjects/person/zoe/erasure', {});
  expect([early.status, early.body.code]).toEqual([422, 'validation-failed']);
  const person = (await desk.api.get<{ version: number }>('/people/zoe')).body;
  await desk.api.put('/people/zoe', { ...zoe, active: false }, { ifMatch: person.version });
  const account = (await desk.api.get<{ version: number }>('/accounts/zoe')).body;
  await desk.api.put('/accounts/zoe', { ...zoe, active: false }, { ifMatch: account.version });
  const before = await counted({ resolved: 2, closed: 2 }, 3, 4);
  const { status, body } = await desk.api.post<ErasureView>('/subjects/person/zoe/erasure', { reason: 'Left' });
  expect([status, body.pseudonym]).toEqual([202, expect.stringMatching(/^Former member \d+$/)]);
  for (const name of ['intake', 'access'] as const) {
    await desk.system.kill9(name);
    await desk.system.restart(name);
  }
  const done = await eventually(
    async () => {
      const found = (await desk.api.get<ErasureView>(`/erasures/${body.id}`)).body;
      expect(found).toMatchObject({ state: 'done' });
      return found;
    },
    { timeout: 60_000 },
  );
  const services = ['access', 'assignment', 'intake', 'notifications', 'sla'];
  expect(done.report.map(({ service }) => service).sort()).toEqual(services);
  await eventually(async () => expect(await named()).toEqual([]), { timeout: 20_000 });
  const ticket = (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
  expect(ticket).toMatchObject({ assigneeId: 'zoe', assigneeName: body.pseudonym, status: 'resolved' });
  expect(await overview()).toEqual(before);
  const { body: verified } = await desk.api.get<AuditVerification>('/audit-records/verification');
  expect(verified.broken).toBeUndefined();
}, 180_000);

/** By the central directory of the zip. */
function filesIn(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  for (let at = zip.readUInt32LE(end + 16); at < end;) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    files.set(
      zip.toString('utf8', at + 46, at + 46 + nameLength),
      (method === 8 ? inflateRawSync(bytes) : bytes).toString(),
    );
    at += 46 + nameLength + extra + comment;
  }
  return files;
}
