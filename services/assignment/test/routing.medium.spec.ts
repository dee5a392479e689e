import {
  beatPresence,
  claimTicket,
  customerUpdated,
  forgetPersonalData,
  getRoutingRules,
  probeRouting,
  saveQueue,
  saveRegion,
  saveRoutingRules,
  saveTeam,
  tryRouting,
  type Identity,
  type RoutingField,
  type RoutingRule,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

const atTheEdge = { kind: 'system', id: 'gateway' } as const;
const access: Identity = { kind: 'system', id: 'access', role: 'system', teams: [] };
const rule = (id: string, field: RoutingField, value: string, queueId: string): RoutingRule => ({
  id,
  name: `Rule ${id}`,
  conditions: [{ field, is: 'one-of', values: [value] }],
  queueId,
});

describe('where tickets go', () => {
  let desk: Harness;
  const pick = rule('pick', 'tags', 'pick', 'pick');
  beforeAll(async () => {
    desk = await startAssignment();
    await desk.ask(saveRegion, { id: 'eu', name: 'Europe' });
    await desk.ask(saveRegion, { id: 'de', name: 'Germany', parentId: 'eu' });
    for (const id of ['pick', 'vips', 'de', 'eu']) {
      await desk.ask(saveTeam, { id, name: id, leadId: 'lead', regions: id.length === 2 ? [id] : [] });
    }
    const queue = { presenceRule: 'anyone', mode: 'round-robin' } as const;
    for (const id of ['pick', 'vips']) await desk.ask(saveQueue, { ...queue, id, name: id, teamId: id, mode: 'queue' });
    await desk.ask(saveQueue, { ...queue, id: 'de', name: 'de', teamId: 'de', presenceRule: 'live' });
    await desk.ask(saveQueue, { ...queue, id: 'eu', name: 'eu', teamId: 'eu' });
    const { queueId: _, ...afterSales } = rule('near', 'type', 'after-sales', 'eu');
    const near = { ...afterSales, nearestOf: ['eu', 'de'] };
    const rules = [rule('vips', 'tier', 'vip', 'vips'), rule('gold', 'customer.contract', 'gold', 'vips'), pick, near];
    await desk.ask(saveRoutingRules, { rules });
  });
  afterAll(() => desk.stop());

  it('after-sales go to the nearest team that covers the region; a live connection is a sign of life', async () => {
    await desk.person('gus', 'offline', 'agent', { teams: ['eu'] });
    await desk.person('hal', 'offline', 'agent', { teams: ['de'] });
    await desk.open('r1', { type: 'after-sales', region: 'fr-unknown' });
    await desk.open('r2', { type: 'after-sales', region: 'eu' });
    await desk.open('r3', { type: 'after-sales', region: 'de' });
    expect((await desk.assigned('r2')).personId).toBe('gus');
    expect((await desk.waiting('r3')).decisions.at(-1)!.excluded).toEqual([{ personId: 'hal', why: 'is offline' }]);
    await eventually(async () => expect((await desk.assignments.findOne({ _id: 'r1' }))!.queueId).toBe('default'));
    await desk.person('ivy', 'offline', 'agent', { teams: ['de'] });
    await desk.database.collection('presences').deleteMany({ _id: 'ivy' as never });
    expect(await desk.ask(beatPresence, { personIds: ['ivy', 'nobody'] }, atTheEdge)).toEqual({ known: 1 });
    expect((await desk.assigned('r3')).personId).toBe('ivy');
  });

  it('a ticket that nobody has goes another way when its customer changes, one that somebody has stays', async () => {
    const customerId = 'customer-7';
    await desk.person('ana', 'available', 'agent', { teams: ['pick'] });
    for (const id of ['c1', 'c2']) await desk.open(id, { tags: ['pick'], customerId });
    for (const id of ['c1', 'c2']) await desk.waiting(id);
    await desk.ask(claimTicket, { ticketId: 'c2', personId: 'ana' });
    const changes = { tier: { from: 'standard', to: 'vip' } } as const;
    const event = { changes, fields: ['tier'] };
    await desk.tell(customerUpdated, customerId, 2, event);
    await desk.tell(customerUpdated, customerId, 2, event);
    await eventually(async () => expect((await desk.waiting('c1')).queueId).toBe('vips'));
    expect(await desk.assigned('c2')).toMatchObject({ queueId: 'pick', personId: 'ana' });
    await eventually(() => expect(desk.told('c1')).toEqual(['queued', 'queued']));
  });

  it('a ticket goes where a field of its customer’s own sends it, and another way when that changes', async () => {
    const customerId = 'customer-8';
    await desk.open('f1', { tags: ['pick'], customerId, customerFields: { contract: 'gold' } });
    await desk.open('f2', { tags: ['pick'], customerId, customerFields: { contract: 'basic', seats: 3 } });
    for (const id of ['f1', 'f2']) await desk.waiting(id);
    expect([(await desk.waiting('f1')).queueId, (await desk.waiting('f2')).queueId]).toEqual(['vips', 'pick']);
    const changes = { 'fields.contract': { from: 'basic', to: 'gold' } };
    const event = { changes, fields: ['fields'] };
    await desk.tell(customerUpdated, customerId, 2, event);
    await desk.tell(customerUpdated, customerId, 2, event);
    await eventually(async () => expect((await desk.waiting('f2')).queueId).toBe('vips'));
    const back = { changes: { 'fields.contract': { from: 'gold', to: null } }, fields: ['fields'] };
    await desk.tell(customerUpdated, customerId, 3, back);
    await eventually(async () => expect((await desk.waiting('f1')).queueId).toBe('pick'));
    expect((await desk.waiting('f2')).about).toMatchObject({ customerFields: { seats: 3 } });
    const probe = { type: 'fault', customerFields: { contract: 'gold' } };
    expect(await desk.ask(probeRouting, { ticket: probe })).toMatchObject({ queueId: 'vips', ruleId: 'gold' });
    const odd = rule('odd', 'customer.Contract', 'gold', 'vips');
    await expect(desk.ask(saveRoutingRules, { rules: [odd] })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/rules/0/conditions/0/field' }],
    });
  });

  it('a ticket goes where its customer’s organisation sends it, and another way when they leave it', async () => {
    const customerId = 'customer-9';
    const { version, rules } = await desk.ask(getRoutingRules, {});
    const club = rule('club', 'organisation', 'club', 'vips');
    await desk.ask(saveRoutingRules, { seenVersion: version, rules: [club, ...rules] });
    const standing = { customerName: 'Ana', customerKind: 'person', timeZone: 'UTC' } as const;
    await desk.open('o1', { tags: ['pick'], customerId, ...standing, organisationIds: ['club', 'harbour'] });
    expect(await desk.waiting('o1')).toMatchObject({ queueId: 'vips', about: standing });
    const changes = { organisationIds: { from: ['club', 'harbour'], to: ['harbour'] } };
    const event = { changes, fields: ['organisationIds'] };
    await desk.tell(customerUpdated, customerId, 2, event);
    await desk.tell(customerUpdated, customerId, 2, event);
    await eventually(async () => expect((await desk.waiting('o1')).queueId).toBe('pick'));
    expect((await desk.waiting('o1')).about.organisation).toEqual(['harbour']);
    const probe = { type: 'fault', organisation: ['club'] };
    expect(await desk.ask(probeRouting, { ticket: probe })).toMatchObject({ queueId: 'vips', ruleId: 'club' });
    const subject = { kind: 'customer' as const, ids: [customerId], addresses: [] };
    const forgotten = { ...subject, pseudonym: 'Erased 7', erasureId: 'e7', ticketIds: ['o1'] };
    await eventually(async () =>
      expect(await desk.askAs(access, forgetPersonalData.assignment, forgotten)).toMatchObject({
        counts: [{ count: 1 }],
      }),
    );
    const { about } = await desk.waiting('o1');
    expect(about).toMatchObject({ customerId, customerKind: 'person' });
    for (const told of ['customerName', 'timeZone', 'organisation']) expect(about).not.toHaveProperty(told);
  });

  it('a trial of rules over a period says what would have gone where, and changes nothing', async () => {
    const period = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const trial = await desk.ask(tryRouting, { ...period, rules: [{ ...pick, queueId: 'eu' }] });
    expect(trial.routes.find(({ queueId }) => queueId === 'eu')).toMatchObject({ ruleId: 'pick', tickets: 5 });
    expect((await desk.assignments.findOne({ _id: 'c2' }))!.queueId).toBe('pick');
  });
});
