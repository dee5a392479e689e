import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getTicket, type IntakeReceipt } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());

const aReport = (wanted: object = {}, data: object = {}) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/crm/orders',
  type: 'io.deskbeat.issue.reported.v1',
  time: '2026-01-01T00:00:00Z',
  data: { subject: 'Parcel lost', customer: { externalId: 'c-7' }, ...data },
  ...wanted,
});
const publish = (report: unknown): void => intake.connection.publish('intake.crm.v1', JSON.stringify(report));
const request = async <T>(report: unknown): Promise<T> =>
  (await intake.connection.request('intake.crm.v1', JSON.stringify(report), { timeout: 10_000 })).json<T>();
const keyOf = ({ source, id }: { source: string; id: string }) => ({
  intakeKey: JSON.stringify([`crm ${source}`, id]),
});
const ticketsOf = (report: { source: string; id: string }) => intake.tickets.find(keyOf(report)).toArray();

it('a reported issue becomes a ticket that began when it was reported', async () => {
  const report = aReport({}, { priority: 'high', tags: ['parcel'] });
  publish(report);
  const [ticket] = await eventually(async () => {
    const found = await ticketsOf(report);
    expect(found).toHaveLength(1);
    return found;
  });
  expect(ticket).toMatchObject({ channel: 'system', priority: 'high', reportedAt: new Date(report.time) });
  const [entry] = await intake.timeline(ticket!._id);
  expect(entry!.actor).toEqual({ kind: 'system', id: 'crm', name: '/crm/orders' });
});

it('the same report many times is one ticket', async () => {
  const report = aReport();
  const receipts = await Promise.all([1, 2, 3, 4, 5].map(() => request<IntakeReceipt>(report)));
  expect(new Set(receipts.map(({ ticketId }) => ticketId)).size).toBe(1);
  expect(await ticketsOf(report)).toHaveLength(1);
});

it('what another system says to be of the same source and id is a ticket of its own', async () => {
  const report = aReport();
  const { ticketId } = await request<IntakeReceipt>(report);
  const forged = await intake.connection.request('intake.erp.v1', JSON.stringify(report), { timeout: 10_000 });
  expect(forged.json<IntakeReceipt>().ticketId).not.toBe(ticketId);
});

it('a receipt goes to an inbox and nowhere else', async () => {
  const heard: string[] = [];
  intake.connection.subscribe('evt.ticket.>', { callback: (_, { subject }) => void heard.push(subject) });
  const report = aReport();
  intake.connection.publish('intake.crm.v1', JSON.stringify(report), { reply: 'evt.ticket.forged.v1' });
  await eventually(async () => expect(await ticketsOf(report)).toHaveLength(1));
  await request(aReport());
  expect(heard).not.toContain('evt.ticket.forged.v1');
});

it('attributes that other systems add to the envelope are no obstacle', async () => {
  const report = aReport({ partitionkey: 'c-7', sequence: 4, datacontenttype: 'application/json; charset=utf-8' });
  publish(report);
  await eventually(async () => expect(await ticketsOf(report)).toHaveLength(1));
});

describe('a publisher that waits', () => {
  it('gets the receipt of a ticket that is there', async () => {
    const report = aReport();
    const receipt = await request<IntakeReceipt>(report);
    expect(await intake.ask(getTicket, { id: receipt.number })).toMatchObject({ id: receipt.ticketId });
    expect(await ticketsOf(report)).toHaveLength(1);
  });

  it('gets a problem that points at what is wrong', async () => {
    expect(await request(aReport({}, { subject: '' }))).toMatchObject({
      code: 'validation-failed',
      status: 422,
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/data/subject' })]),
    });
  });
});

it.each<[string, unknown, string, string]>([
  ['that is no CloudEvent', { hello: 'world' }, 'validation-failed', '/specversion'],
  ['of a type that is not known', aReport({ type: 'io.example.else.v1' }), 'validation-failed', '/type'],
  ['with an unknown field', aReport({}, { $where: '1' }), 'validation-failed', '/data/$where'],
  ['of a customer who is nobody', aReport({}, { customer: { id: 'nobody' } }), 'validation-failed', '/customer/id'],
  ['that is a list', [1], 'malformed-request', 'JSON object'],
])(
  'a report %s goes to the dead letters with the reason, and the next one is taken in',
  async (_, report, code, reason) => {
    publish(report);
    await eventually(async () => {
      expect(await intake.deadLetter('INTAKE', 'intake')).toMatchObject({
        code,
        reason: expect.stringContaining(reason),
      });
    });
    const next = aReport();
    publish(next);
    await eventually(async () => expect(await ticketsOf(next)).toHaveLength(1));
  },
);

it('what is no JSON goes to the dead letters', async () => {
  intake.connection.publish('intake.crm.v1', 'not {json');
  await eventually(async () =>
    expect(await intake.deadLetter('INTAKE', 'intake')).toMatchObject({ code: 'poison-message' }),
  );
});

it('the same id for something else goes to the dead letters', async () => {
  const report = aReport();
  publish(report);
  await eventually(async () => expect(await ticketsOf(report)).toHaveLength(1));
  publish({ ...report, data: { ...report.data, subject: 'Something else' } });
  await eventually(async () => {
    expect(await intake.deadLetter('INTAKE', 'intake')).toMatchObject({ code: 'idempotency-mismatch' });
  });
});

it('what comes while the store is down waits for it', async () => {
  const report = aReport();
  await intake.store.kill9();
  publish(report);
  await intake.store.restart();
  await eventually(async () => expect(await ticketsOf(report)).toHaveLength(1), { timeout: 25_000 });
}, 40_000);
