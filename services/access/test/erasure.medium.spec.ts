import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  erasePerson,
  forgetPersonalData,
  getAccount,
  getErasure,
  identifyCustomer,
  identifyPerson,
  saveAccount,
  listErasures,
  recordActions,
  searchAudit,
  verifyAudit,
  type ErasureView,
  type ForgetPersonalData,
  type ForgottenData,
} from '@deskbeat/contracts';
import { Credentials } from '@deskbeat/identity';
import { Authority, Bus } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { startAccess, type Harness } from './harness.js';

/** The other services as far as an erasure knows them. */
class Others {
  readonly told: { subject: string; asked: ForgetPersonalData }[] = [];
  /** Who is in the directory, and whether they work here still. */
  readonly people = new Map<string, boolean>();
  /** What the owner of tickets answers to the next parts. */
  parts: (ForgottenData | 'away')[] = [];

  constructor(connection: NatsConnection) {
    const answer = (subject: string, reply: (asked: never) => object | undefined): void => {
      connection.subscribe(subject, {
        callback: (_, message) => {
          const { id, data } = message.json<{ id: string; data: never }>();
          const response = reply(data);
          const body = response ? { response } : { err: { code: 'service-unavailable' } };
          message.respond(JSON.stringify({ id, ...body, isDisposed: true }));
        },
      });
    };
    answer(identifyCustomer.subject, ({ kind, id }: { kind: string; id: string }) => ({
      kind,
      ids: [id, `${id}-double`],
      addresses: [`${id}@home.example.test`],
    }));
    answer(forgetPersonalData.intake.subject, (asked) => {
      this.told.push({ subject: 'intake', asked });
      const part = this.parts.shift() ?? { counts: [] };
      return part === 'away' ? undefined : part;
    });
    answer(identifyPerson.subject, ({ kind, id }: { kind: string; id: string }) =>
      this.people.has(id)
        ? { kind, ids: [id], addresses: [`${id}@home.example.test`], names: ['Zerlina'], active: this.people.get(id)! }
        : undefined,
    );
    for (const other of ['notifications', 'assignment', 'sla'] as const) {
      answer(forgetPersonalData[other].subject, (asked) => {
        this.told.push({ subject: other, asked });
        return { counts: [{ what: 'things', count: 1 }] };
      });
    }
  }
}

let desk: Harness;
let others: Others;
beforeAll(async () => {
  desk = await startAccess();
  others = new Others(desk.connection);
  await desk.connection.flush();
}, 60_000);
afterAll(() => desk.stop());

const erase = (id: string): Promise<ErasureView> =>
  desk.bus.ask(erasePerson, { kind: 'customer', id, reason: 'By letter' }, desk.as());
const done = (id: string): Promise<ErasureView> =>
  eventually(
    async () => {
      // Times of the job are those of the test.
      desk.time.moveTo(desk.time.now() + 2_000);
      const found = await desk.bus.ask(getErasure, { erasureId: id }, desk.as());
      expect(found.state).toBe('done');
      return found;
    },
    { timeout: 20_000 },
  );

it('each part of the owner is told to the others, and the end says what was done', async () => {
  others.parts = [
    { counts: [{ what: 'customers', count: 1 }], next: 'a' },
    { counts: [{ what: 'entries', count: 7 }], ticketIds: ['t1', 't2'], next: 'b' },
    { counts: [], next: 'b', wait: true },
    { counts: [{ what: 'entries', count: 2 }], ticketIds: ['t3'] },
  ];
  const begun = await erase('c1');
  expect(begun).toMatchObject({ state: 'running', by: { id: 'root' }, reason: 'By letter' });
  const ended = await done(begun.id);
  const counts = Object.fromEntries(ended.report.map(({ service, counts: all }) => [service, all]));
  expect(counts.intake).toEqual([
    { what: 'customers', count: 1 },
    { what: 'entries', count: 9 },
  ]);
  expect(counts.assignment).toEqual([{ what: 'things', count: 2 }]);
  const parts = others.told.filter(({ subject }) => subject === 'intake').map(({ asked }) => asked.cursor);
  expect(parts).toEqual([undefined, 'a', 'b', 'b']);
  expect(others.told.filter(({ subject }) => subject === 'assignment').map(({ asked }) => asked.ticketIds)).toEqual([
    ['t1', 't2'],
    ['t3'],
  ]);
  expect(others.told.every(({ asked }) => asked.pseudonym === begun.pseudonym)).toBe(true);
});

it('who is asked for again while it runs is the same erasure; afterwards nothing is kept of the address', async () => {
  const [one, other] = await Promise.all([erase('c2'), erase('c2')]);
  expect(one.id).toBe(other.id);
  await done(one.id);
  const stored = await desk.database.collection('erasures').find().toArray();
  expect(JSON.stringify(stored)).not.toContain('c2@home');
  const { items } = await desk.bus.ask(listErasures, {}, desk.as({ role: 'auditor' }));
  expect(items.map(({ subjectId }) => subjectId)).toContain('c2');
});

it('links to the customer and their sessions go as well, and nobody else’s', async () => {
  const expiresAt = new Date(desk.time.now() + 3_600_000);
  const link = (email: string) => ({ _id: `link-${email}`, email, expiresAt });
  const session = (_id: string, accountId: string, customerEmail?: string) => {
    const times = { createdAt: expiresAt, renewedAt: expiresAt, expiresAt };
    const secrets = [{ digest: _id, state: 'current' }];
    return { _id, accountId, ...(customerEmail && { customerEmail }), use: 'browser', secrets, revision: 1, ...times };
  };
  const links = desk.database.collection<{ _id: string }>('customerLinks');
  const sessions = desk.database.collection<{ _id: string }>('sessions');
  await links.insertMany([link('c6@home.example.test'), link('other@home.example.test')]);
  await sessions.insertMany([
    session('s1', 'customer:c6'),
    session('s2', 'customer:c6-double'),
    session('s3', 'customer:before', 'c6@home.example.test'),
    session('s4', 'customer:other', 'other@home.example.test'),
  ]);
  const { report } = await done((await erase('c6')).id);
  expect(report.find(({ service }) => service === 'access')?.counts).toEqual([
    { what: 'customer-links', count: 1 },
    { what: 'customer-sessions', count: 3 },
    { what: 'audit-records', count: 0 },
  ]);
  const left = async (collection: typeof links) => (await collection.find().toArray()).map(({ _id }) => _id);
  expect([await left(links), (await left(sessions)).filter((id) => /^s\d$/.test(id))]).toEqual([
    ['link-other@home.example.test'],
    ['s4'],
  ]);
});

it('a service that is away is waited for', async () => {
  others.parts = [{ counts: [], next: 'a' }, 'away', 'away', { counts: [{ what: 'entries', count: 1 }] }];
  const { id } = await erase('c3');
  expect((await done(id)).report).toContainEqual({ service: 'intake', counts: [{ what: 'entries', count: 1 }] });
  const cursors = others.told.filter(({ subject, asked }) => subject === 'intake' && asked.ids[0] === 'c3');
  expect(cursors.map(({ asked }) => asked.cursor)).toEqual([undefined, 'a', 'a', 'a']);
});

it('what was changed of the person goes from the log, which still holds', async () => {
  const credentials = await Credentials.from(desk.keys, 'assignment');
  const assignment = new Bus(desk.broker.url, 'assignment', new Authority('enforced', credentials));
  await assignment.connect();
  const item = {
    id: 'told-of-c4',
    at: '2030-01-07T08:00:00.000Z',
    action: 'intake.merge-customers',
    outcome: 'done' as const,
    actor: { kind: 'person' as const, id: 'ana', name: 'Ana' },
    on: { kind: 'customer', id: 'c4', name: 'Zerlina' },
    changes: [{ field: 'name', before: '"Zerlina"' }],
  };
  await assignment.ask(recordActions, { items: [item] }, { actor: { kind: 'system', id: 'assignment' } });
  await assignment.onApplicationShutdown();
  await done((await erase('c4')).id);
  const { items } = await desk.bus.ask(searchAudit, { on: 'c4' }, desk.as());
  expect(items).toMatchObject([
    { action: 'access.erase-person', actor: { id: 'root' }, erased: false },
    { action: 'intake.merge-customers', actor: { id: 'ana' }, erased: true },
  ]);
  expect(JSON.stringify(await desk.database.collection('audit_records').find().toArray())).not.toContain('Zerlina');
  const verified = await desk.bus.ask(verifyAudit, {}, desk.as());
  expect(verified).toMatchObject({ erased: 1, complete: true });
  expect(verified.broken).toBeUndefined();
});

describe('somebody who worked here', () => {
  const leave = (id: string): Promise<ErasureView> =>
    desk.bus.ask(erasePerson, { kind: 'person', id, reason: 'Left' }, desk.as());

  it('is not forgotten while they work here', async () => {
    others.people.set('ines', true);
    await expect(leave('ines')).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/id' }] });
  });

  it('is a former member in every service, one after the other, and nobody signs in by their account', async () => {
    others.people.set('zora', false);
    await desk.withPassword('zora', { name: 'Zerlina', email: 'zerlina@desk.example.test' });
    await desk.signIn('zerlina@desk.example.test', { address: '192.0.2.77', device: 'A phone' });
    const { version } = await desk.bus.ask(getAccount, { accountId: 'zora' }, desk.as());
    const gone = { accountId: 'zora', name: 'Zerlina', email: 'zerlina@desk.example.test', role: 'agent' as const };
    await desk.bus.ask(saveAccount, { ...gone, active: false, seenVersion: version }, desk.as());
    await eventually(async () => {
      const { items } = await desk.bus.ask(searchAudit, { actor: 'zora', action: 'account.signed-in' }, desk.as());
      expect(items.length).toBeGreaterThan(0);
    });
    others.told.length = 0;
    others.parts = [{ counts: [], next: 'p2' }, 'away', { counts: [], next: 'p2', wait: true }, { counts: [] }];
    const begun = await leave('zora');
    expect(begun.pseudonym).toMatch(/^Former member \d+$/);
    const { report } = await done(begun.id);
    const told = others.told.map(({ subject, asked: { cursor } }) => `${subject} ${cursor ?? ''}`.trim());
    expect(told).toEqual(['assignment', 'intake', 'intake p2', 'intake p2', 'intake p2', 'sla', 'notifications']);
    expect(others.told[0]!.asked).toMatchObject({ names: ['Zerlina'], ids: ['zora'] });
    expect(report.map(({ service }) => service).sort()).toEqual(['access', 'assignment', 'notifications', 'sla']);
    for (const name of ['accounts', 'accounts_journal', 'sessions', 'erasures']) {
      expect([name, JSON.stringify(await desk.database.collection(name).find().toArray())]).toEqual([
        name,
        expect.not.stringMatching(/zerlina|192\.0\.2\.77/i),
      ]);
    }
    const records = await desk.database.collection('audit_records').find({ 'who.id': 'zora' }).toArray();
    expect(JSON.stringify(records)).not.toMatch(/zerlina|192\.0\.2\.77/i);
    expect((await desk.bus.ask(verifyAudit, {}, desk.as())).broken).toBeUndefined();
    await expect(desk.signIn('zerlina@desk.example.test')).rejects.toMatchObject({ code: 'sign-in-failed' });
  });
});

it('only administrators have somebody forgotten', async () => {
  for (const role of ['agent', 'lead', 'manager', 'auditor'] as const) {
    const asked = desk.bus.ask(erasePerson, { kind: 'customer', id: 'c9' }, desk.as({ role }));
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  }
});
