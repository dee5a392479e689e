import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createKey,
  exportAudit,
  makeLink,
  recordActions,
  republishEvents,
  saveAccount,
  searchAudit,
  useLink,
  verifyAudit,
  type AuditAction,
  type AuditRecordView,
  type AuditVerification,
  type SearchAudit,
} from '@deskbeat/contracts';
import { Credentials, digestOf, newSecret } from '@deskbeat/identity';
import { Authority, Bus } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { password, startAccess, type Harness } from './harness.js';

let desk: Harness;
let assignment: Bus;
const itself = { actor: { kind: 'system', id: 'assignment' } as const };
beforeAll(async () => {
  desk = await startAccess();
  assignment = new Bus(
    desk.broker.url,
    'assignment',
    new Authority('enforced', await Credentials.from(desk.keys, 'assignment')),
  );
  await assignment.connect();
}, 60_000);
afterAll(async () => {
  await assignment.onApplicationShutdown();
  await desk.stop();
});

const search = async (asked: SearchAudit): Promise<AuditRecordView[]> =>
  (await desk.bus.ask(searchAudit, asked, desk.as())).items;
const record = (...items: AuditAction[]) => assignment.ask(recordActions, { items }, itself);
const anAction = (that: Partial<AuditAction> = {}): AuditAction => ({
  id: randomUUID(),
  at: '2030-01-07T08:00:00.000Z',
  action: 'assignment.save-queue',
  outcome: 'done',
  actor: { kind: 'person', id: 'cleo', name: 'Cleo' },
  on: { kind: 'queue', id: 'vip', name: 'VIP' },
  changes: [{ field: 'name', before: '"V"', after: '"VIP"' }],
  ...that,
});
const verify = (after = 0): Promise<AuditVerification> => desk.bus.ask(verifyAudit, { after, limit: 5_000 }, desk.as());
const records = () => desk.database.collection<{ _id: number }>('audit_records');
const outbox = () => desk.database.collection<{ _id: string }>('audit_outbox');

describe('what an administrator changes is recorded', () => {
  it('with who did it from where, and what it was before', async () => {
    await desk.account('noa');
    const root = desk.as({ name: 'Root', session: 's-1', address: '192.0.2.7' });
    await desk.bus.ask(saveAccount, { accountId: 'noa', role: 'lead' }, root);
    const [changed, created] = await eventually(async () => {
      const found = await search({ on: 'noa', action: 'access.save-account' });
      expect(found).toHaveLength(2);
      return found as [AuditRecordView, AuditRecordView];
    });
    expect(changed).toMatchObject({
      service: 'access',
      outcome: 'done',
      actor: { kind: 'person', id: 'root' },
      session: 's-1',
      address: '192.0.2.7',
      on: { kind: 'account', id: 'noa', name: 'noa' },
      changes: [{ field: 'role', before: '"agent"', after: '"lead"' }],
      erased: false,
    });
    expect(created.changes).toContainEqual({ field: 'email', after: '"noa@desk.example.test"' });
  });

  it('once, and nothing where nothing changed or it was refused', async () => {
    await desk.account('pia');
    await desk.account('pia');
    await expect(
      desk.bus.ask(saveAccount, { accountId: 'pia', seenVersion: 99, role: 'lead' }, desk.as()),
    ).rejects.toMatchObject({
      code: 'version-conflict',
    });
    await desk.bus.ask(makeLink, { accountId: 'pia', by: 'hand' }, desk.as());
    await eventually(async () => expect(await search({ on: 'pia' })).toHaveLength(2));
    await desk.allRecorded();
  });

  it('without secrets', async () => {
    const { key, secret } = await desk.bus.ask(createKey, { name: 'Billing' }, desk.as());
    const [made] = await eventually(async () => {
      const found = await search({ on: key.id });
      expect(found).toHaveLength(1);
      return found;
    });
    expect(made!.changes).toContainEqual({ field: 'name', after: '"Billing"' });
    expect(made!.changes).toContainEqual({ field: 'secrets', after: '"[redacted]"' });
    expect(JSON.stringify(await records().find().toArray())).not.toContain(digestOf(secret));
  });
});

describe('who comes in is recorded', () => {
  it('and who does not, known or not', async () => {
    await desk.account('eva');
    const { url } = await desk.bus.ask(makeLink, { accountId: 'eva', by: 'hand' }, desk.as());
    const arrival = { digest: digestOf(newSecret()), device: 'A browser', address: '192.0.2.9' };
    await desk.bus.ask(useLink, { linkDigest: digestOf(url!.split('/').at(-1)!), password, ...arrival }, desk.gateway);
    await desk.signIn('eva@desk.example.test', { device: 'A browser', address: '192.0.2.9' });
    await desk.signIn('eva@desk.example.test', { password: 'wrong', address: '192.0.2.8' }).catch(() => undefined);
    await desk.signIn('nobody@desk.example.test', { password, address: '192.0.2.8' }).catch(() => undefined);
    const found = await eventually(async () => {
      const ways = await search({ action: 'account.signed-in', on: 'eva' });
      expect(ways).toHaveLength(2);
      const tried = await search({ action: 'access.sign-in' });
      expect(tried).toHaveLength(2);
      expect(await search({ action: 'account.sign-in-refused' })).toHaveLength(1);
      return { ways, tried };
    });
    expect(found.ways[0]).toMatchObject({ address: '192.0.2.9', device: 'A browser', actor: { id: 'eva' } });
    expect(found.tried.map(({ outcome, code, address }) => ({ outcome, code, address }))).toContainEqual({
      outcome: 'refused',
      code: 'sign-in-failed',
      address: '192.0.2.8',
    });
    // Whose addresses they are nobody can tell, but that they are two.
    const pseudonyms = found.tried.map(({ on }) => on!.id!);
    expect(new Set(pseudonyms).size).toBe(2);
    for (const id of pseudonyms) {
      expect(id).toMatch(/^address-[0-9a-f]{16}$/);
      expect(await search({ on: id })).toHaveLength(1);
    }
    const records = await desk.database.collection('audit_records').find({ action: 'access.sign-in' }).toArray();
    expect(JSON.stringify(records)).not.toContain('@');
  });

  it('once, however often it is told', async () => {
    const before = (await search({ action: 'account.signed-in' })).length;
    await desk.bus.ask(republishEvents.access, { since: new Date(0).toISOString() }, desk.as());
    await eventually(async () => expect(await search({ action: 'access.republish-events' })).toHaveLength(1));
    expect(await search({ action: 'account.signed-in' })).toHaveLength(before);
  });

  it('a session says at what somebody sits', async () => {
    const { sessionId } = await desk.signIn('eva@desk.example.test', { device: 'Another browser' });
    await record(anAction({ session: sessionId, on: { kind: 'queue', id: 'seen-from' } }));
    expect(await search({ on: 'seen-from' })).toMatchObject([{ device: 'Another browser', service: 'assignment' }]);
  });
});

describe('an action whose process was killed', () => {
  const begun = (on: string, more: object) => {
    const {
      outcome: _,
      changes: __,
      ...action
    } = anAction({ action: 'access.save-account', on: { kind: 'account', id: on } });
    const { id } = action;
    return { _id: id, dueAt: new Date(0), action, begun: { subject: saveAccount.subject, asked: [], ...more } };
  };
  it('after it changed something is recorded with what it changed', async () => {
    await desk.account('kim', { role: 'manager' });
    const before = [{ field: 'role', value: '"agent"' }];
    await outbox().insertOne(begun('kim', { id: 'kim', before }));
    const [found] = await eventually(
      async () => {
        const changes = (await search({ on: 'kim' })).filter(({ actor }) => actor.id === 'cleo');
        expect(changes).toHaveLength(1);
        return changes;
      },
      { timeout: 20_000 },
    );
    expect(found!.changes).toContainEqual({ field: 'role', before: '"agent"', after: '"manager"' });
  });

  it('before it changed anything leaves nothing; where that cannot be seen it is unfinished', async () => {
    await desk.account('lea');
    const stored = await desk.database.collection<{ _id: string }>('accounts').findOne({ _id: 'lea' });
    const { email, name, role, active, createdAt } = stored as unknown as Record<string, unknown>;
    const before = Object.entries({ email, name, role, active, createdAt }).map(([field, value]) => ({
      field,
      value: JSON.stringify(value),
    }));
    await outbox().insertMany([
      begun('lea', { id: 'lea', before }),
      begun('unseen', { asked: [{ field: 'name', after: '"A"' }] }),
    ] as never);
    await eventually(
      async () =>
        expect(await search({ on: 'unseen' })).toMatchObject([
          { outcome: 'unfinished', changes: [{ field: 'name', after: '"A"' }] },
        ]),
      { timeout: 20_000 },
    );
    await desk.allRecorded();
    expect((await search({ on: 'lea' })).filter(({ actor }) => actor.id === 'cleo')).toEqual([]);
  });
});

describe('the chain', () => {
  it('is one, whoever writes and however often something is told', async () => {
    await Promise.all([desk.start(), desk.start()]);
    const before = await verify();
    const actions = Array.from({ length: 120 }, () => anAction({ on: { kind: 'queue', id: 'many' } }));
    const batches = Array.from({ length: 24 }, (_, at) => actions.slice(at * 5, at * 5 + 5));
    await Promise.all([...batches, ...batches.slice(0, 8), ...batches.slice(4, 9)].map((items) => record(...items)));
    const after = await verify();
    expect(after).toMatchObject({ last: before.last + 120, checked: before.checked + 120, complete: true });
    expect(after.broken).toBeUndefined();
  });

  it('is searched page by page, newest first', async () => {
    const found: AuditRecordView[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.bus.ask(searchAudit, { on: 'many', limit: 50, cursor }, desk.as());
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(new Set(found.map(({ sequence }) => sequence)).size).toBe(120);
    const [first] = found;
    expect(await search({ on: 'many', until: first!.at })).toEqual([]);
    expect(await search({ actor: 'cleo', action: 'assignment.save-queue', since: first!.at, limit: 3 })).toHaveLength(
      3,
    );
    expect(await search({ outcome: 'refused', actor: 'cleo' })).toEqual([]);
  });

  it('is verified stretch by stretch', async () => {
    const whole = await verify();
    const part = await desk.bus.ask(verifyAudit, { limit: 10 }, desk.as());
    expect(part).toMatchObject({ checked: 10, last: 10, complete: false });
    expect(await verify(10)).toMatchObject({ last: whole.last, lastHash: whole.lastHash, complete: true });
  });

  it('says where somebody has changed it', async () => {
    const { last } = await verify();
    const untouched = await records().findOne({ _id: 3 });
    const tampers: [object, string][] = [
      [{ $set: { outcome: 'refused' } }, 'changed'],
      [{ $set: { 'who.id': 'somebody-else' } }, 'details-changed'],
      [{ $set: { who: { kind: 'person', id: 'gone', erasedBy: 'nothing' } } }, 'erased-by-nobody'],
    ];
    for (const [update, why] of tampers) {
      await records().updateOne({ _id: 3 }, update);
      expect((await verify()).broken).toEqual({ sequence: 3, why });
      await records().replaceOne({ _id: 3 }, untouched!);
    }
    await records().deleteOne({ _id: 3 });
    expect(await verify()).toMatchObject({ checked: 2, broken: { sequence: 3, why: 'missing' } });
    await records().insertOne(untouched!);
    expect(await verify()).toMatchObject({ last, complete: true });
  });
});

it('is for administrators and auditors; who takes it out is recorded', async () => {
  for (const role of ['agent', 'lead', 'manager'] as const) {
    await expect(desk.bus.ask(searchAudit, {}, desk.as({ role }))).rejects.toMatchObject({ code: 'forbidden' });
  }
  await expect(desk.bus.ask(recordActions, { items: [] }, desk.as())).rejects.toMatchObject({ code: 'forbidden' });
  const page = await desk.bus.ask(exportAudit, { limit: 2 }, desk.as({ id: 'ada', role: 'auditor' }));
  await desk.bus.ask(exportAudit, { limit: 2, cursor: page.next }, desk.as({ id: 'ada', role: 'auditor' }));
  await eventually(async () =>
    expect(await search({ actor: 'ada' })).toMatchObject([{ action: 'access.export-audit' }]),
  );
});
