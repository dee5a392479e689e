import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addIdentity,
  createCustomer,
  customerUpdated,
  getCustomer,
  getTicket,
  listCustomers,
  mergeCustomers,
  removeIdentity,
  sendReply,
  unmergeCustomer,
  updateCustomer,
  updateTicket,
  verifyIdentity,
  type CreateCustomer,
  type CustomerUpdated,
  type CustomerView,
  type IdentityData,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake({ DEFAULT_COUNTRY: 'DE', CUSTOMER_TIERS: 'basic,gold' });
  await intake.another();
}, 60_000);
afterAll(() => intake?.stop());

const known = (wanted: CreateCustomer = {}): Promise<CustomerView> => intake.ask(createCustomer, wanted);
const email = (value = `${randomUUID()}@example.test`): IdentityData => ({ kind: 'email', value });
const refused = (pointer: string) => ({ code: 'validation-failed', errors: [expect.objectContaining({ pointer })] });
const factsOf = (id: string, count: number) =>
  eventually(() => {
    const events = intake.eventsOf(id);
    expect(events).toHaveLength(count);
    return events.map(({ subject, data }) => [subject.split('.')[2], data]);
  });

it('a customer is what was said of it, in canonical form', async () => {
  const organisation = await known({ kind: 'organisation', name: 'Contoso' });
  const phone = { kind: 'phone' as const, value: '030 9018 300' };
  const { id, version } = await known({
    name: 'Ana',
    language: 'ZH-hans-cn',
    timeZone: 'Asia/Shanghai',
    identities: [phone, { ...phone, value: '+49 (0)30 9018300' }],
    organisationIds: [organisation.id],
  });
  expect(version).toBe(1);
  expect(await intake.ask(getCustomer, { id })).toMatchObject({
    kind: 'person',
    tier: 'basic',
    language: 'zh-Hans-CN',
    phone: '+49309018300',
    identities: [{ kind: 'phone', value: '+49309018300' }],
    organisationIds: [organisation.id],
  });
  expect(await factsOf(id, 1)).toEqual([
    ['created', { kind: 'person', name: 'Ana', tier: 'basic', language: 'zh-Hans-CN', timeZone: 'Asia/Shanghai' }],
  ]);
  const members = await intake.ask(listCustomers, { organisationId: organisation.id });
  expect(members.items.map((item) => item.id)).toEqual([id]);
});

it.each<[CreateCustomer, string]>([
  [{ tier: 'vip' }, '/tier'],
  [{ language: 'a-b' }, '/language'],
  [{ timeZone: 'Mars/Base' }, '/timeZone'],
  [{ timeZone: '+02:00' }, '/timeZone'],
  [{ identities: [email(), { kind: 'phone', value: '12' }] }, '/identities/1/value'],
  [{ identities: [{ kind: 'external', value: 'crm' }] }, '/identities/0/value'],
  [{ organisationIds: ['nobody'] }, '/organisationIds/0'],
])('%j is refused at %s', async (request, pointer) => {
  await expect(known(request)).rejects.toMatchObject(refused(pointer));
});

describe('changing a customer', () => {
  it('says what changed to those who keep copies, and only that it changed of what is nobody’s business', async () => {
    const { id } = await known({ name: 'Ana', region: 'north' });
    const command = { id, seenVersion: 1, tier: 'gold', notes: 'a secret', clear: ['region' as const] };
    const changed = await intake.ask(updateCustomer, command);
    expect(changed).toMatchObject({ version: 2, tier: 'gold', notes: 'a secret', name: 'Ana' });
    expect(changed).not.toHaveProperty('region');
    const [, told] = await factsOf(id, 2);
    const changes = { tier: { from: 'basic', to: 'gold' }, region: { from: 'north', to: null } };
    expect(told).toEqual(['updated', { changes, fields: ['tier', 'region', 'notes'] }]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('that somebody else changed meanwhile is a conflict with the new state', async () => {
    const { id } = await known();
    const answers = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => intake.ask(updateCustomer, { id, seenVersion: 1, name })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'version-conflict', context: { current: { id, version: 2 } } });
  });

  it('into what it is already is nothing', async () => {
    const { id } = await known({ name: 'Ana' });
    expect(await intake.ask(updateCustomer, { id, seenVersion: 1, name: 'Ana' })).toMatchObject({ version: 1 });
  });

  it('is in force for the next ticket', async () => {
    const { id } = await known();
    const { customerId } = await intake.open({ customer: { id } });
    await intake.ask(updateCustomer, { id: customerId, seenVersion: 1, tier: 'gold', language: 'de' });
    const ticket = await intake.open({ customer: { id } });
    const [opened] = await eventually(() => {
      expect(intake.eventsOf(ticket.id)).toHaveLength(1);
      return intake.eventsOf(ticket.id);
    });
    expect(opened?.data).toMatchObject({ tier: 'gold', language: 'de' });
  });

  it('is told of its open tickets, once, and does not outdate what somebody has seen of them', async () => {
    const { id } = await known({ name: 'Ana' });
    const [open, ended] = [
      await intake.inProgress({ customer: { id } }),
      await intake.inProgress({ customer: { id } }),
    ];
    await intake.ask(sendReply, { ticketId: ended.id, text: 'Done', moveTo: 'resolved' });
    await intake.ask(updateCustomer, { id, seenVersion: 1, tier: 'gold', name: 'Anna' });
    const news = await eventually(() => {
      const told = intake.eventsOf(open.id).filter(({ subject }) => subject === 'evt.ticket.updated.v1');
      expect(told).not.toEqual([]);
      return told;
    });
    const changes = { tier: { from: 'basic', to: 'gold' }, customerName: { from: null, to: 'Anna' } };
    expect(news.map(({ data, actor }) => [data, actor.id])).toEqual([[{ changes }, 'ana']]);
    expect(await intake.ask(getTicket, { id: open.id })).toMatchObject({ customerName: 'Anna' });
    await intake.ask(updateTicket, { ticketId: open.id, seenVersion: open.version, priority: 'high' });
    expect(intake.eventsOf(ended.id).map(({ subject }) => subject)).not.toContain('evt.ticket.updated.v1');

    const update = intake.eventsOf(id).find(({ subject }) => subject === customerUpdated.subject)!;
    await intake.tell(customerUpdated, id, 99, update.data as CustomerUpdated);
    const other = await known({ name: 'Ben' });
    await intake.ask(mergeCustomers, { id, into: other.id });
    await eventually(async () => {
      expect(await intake.ask(getTicket, { id: open.id })).toMatchObject({ customerName: 'Ben' });
    });
    await intake.ask(unmergeCustomer, { id });
    await eventually(async () => {
      expect(await intake.ask(getTicket, { id: open.id })).toMatchObject({ customerName: 'Anna' });
    });
    await eventually(() => {
      const tiers = intake.eventsOf(open.id).flatMap(({ data }) => {
        const { changes: told } = data as { changes?: Record<string, { to: unknown }> };
        return told?.tier ? [told.tier.to] : [];
      });
      expect(tiers).toEqual(['gold', 'basic', 'gold']);
    });
  });
});

describe('an identity', () => {
  it('is added once, verified once and removed, and each is a fact without the address', async () => {
    const { id: customerId } = await known();
    const own = email();
    for (const value of [own.value, own.value.toUpperCase()])
      await intake.ask(addIdentity, { customerId, kind: 'email', value });
    for (let n = 0; n < 2; n++) await intake.ask(verifyIdentity, { customerId, ...own });
    const { items } = await intake.ask(listCustomers, { identity: own.value });
    expect(items).toMatchObject([{ id: customerId, version: 3, identities: [{ verifiedAt: expect.any(String) }] }]);
    expect(await intake.ask(removeIdentity, { customerId, ...own })).toMatchObject({ version: 4, identities: [] });
    const facts = await factsOf(customerId, 4);
    expect(facts.map(([what]) => what)).toEqual(['created', 'identity-added', 'identity-verified', 'identity-removed']);
    expect(JSON.stringify(facts)).not.toContain(own.value);
    expect((await intake.ask(listCustomers, { identity: own.value })).items).toEqual([]);
  });

  it('of somebody else is refused, and the other is named', async () => {
    const own = email();
    const ana = await known({ name: 'Ana', identities: [own] });
    const { id: customerId } = await known();
    const taken = {
      code: 'already-exists',
      errors: [{ pointer: '/value', message: expect.stringContaining('Ana') }],
      context: { customerId: ana.id, customerName: 'Ana' },
    };
    await expect(intake.ask(addIdentity, { customerId, ...own })).rejects.toMatchObject(taken);
    const errors = [{ pointer: '/identities/1/value' }];
    await expect(known({ identities: [email(), own] })).rejects.toMatchObject({ ...taken, errors });
  });

  it('that is nobody’s cannot be removed or verified', async () => {
    const { id: customerId } = await known();
    for (const contract of [removeIdentity, verifyIdentity])
      await expect(intake.ask(contract, { customerId, ...email() })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('claimed by many at once becomes that of one', async () => {
    const own = email();
    const people = await Promise.all([known(), known(), known()]);
    const answers = await Promise.allSettled(
      people.map(({ id }) => intake.ask(addIdentity, { customerId: id, ...own })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of fifty tickets at once from somebody new is one customer', async () => {
    const { value } = email();
    const spellings = [value, value.toUpperCase()];
    const tickets = await Promise.all(
      Array.from({ length: 50 }, (_, n) => intake.open({ customer: { email: spellings[n % 2] } })),
    );
    expect(new Set(tickets.map(({ customerId }) => customerId)).size).toBe(1);
    expect(await intake.customers.countDocuments({ 'identities.key': `email:${value}` })).toBe(1);
  });
});
