import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  addIdentity,
  createCustomer,
  getCustomer,
  getMessage,
  listCustomers,
  listTickets,
  mergeCustomers,
  sendReply,
  unmergeCustomer,
  updateCustomer,
  type CustomerView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await intake.another();
}, 60_000);
afterAll(() => intake?.stop());

const somebody = (name = 'Ana'): Promise<CustomerView> =>
  intake.ask(createCustomer, { name, identities: [{ kind: 'email', value: `${randomUUID()}@example.test` }] });
const merge = (id: string, into: string): Promise<CustomerView> => intake.ask(mergeCustomers, { id, into });
const ticketsOf = async (customerId: string): Promise<string[]> =>
  (await intake.ask(listTickets, { customerId, order: 'newest' })).items.map(({ id }) => id);
const found = async ({ email }: CustomerView): Promise<string> =>
  (await intake.ask(listCustomers, { identity: email })).items[0]!.id;

it('a duplicate’s identities and tickets are found under the other, and are its own again when that is undone', async () => {
  const [ana, twin] = [await somebody(), await somebody()];
  const before = await intake.open({ customer: { email: twin.email } });
  expect(await merge(twin.id, ana.id)).toMatchObject({ version: 2, mergedInto: { id: ana.id } });
  expect(await found(twin)).toBe(ana.id);
  const after = await intake.open({ customer: { email: twin.email } });
  const byId = await intake.open({ customer: { id: twin.id } });
  expect([after.customerId, byId.customerId]).toEqual([ana.id, ana.id]);
  expect(await ticketsOf(ana.id)).toEqual([byId.id, after.id, before.id]);

  const { version: _, updatedAt: __, ...restored } = await intake.ask(unmergeCustomer, { id: twin.id });
  expect(twin).toMatchObject(restored);
  expect(await found(twin)).toBe(twin.id);
  expect([await ticketsOf(twin.id), await ticketsOf(ana.id)]).toEqual([[before.id], [byId.id, after.id]]);
  const facts = await eventually(() => {
    expect(intake.eventsOf(twin.id)).toHaveLength(3);
    return intake.eventsOf(twin.id).map(({ subject, data }) => [subject.split('.')[2], data]);
  });
  expect(facts.slice(1)).toEqual([
    ['merged', { into: ana.id }],
    ['unmerged', { from: ana.id }],
  ]);
});

it('a duplicate that has no address is written to as the customer that it counts as', async () => {
  const ana = await somebody();
  const ticket = await intake.open({ customer: { social: `wechat:${randomUUID()}` } });
  const written = async () => {
    const { version } = await intake.ask(sendReply, { ticketId: ticket.id, text: 'We look into it.' });
    return (await intake.ask(getMessage, { ticketId: ticket.id, version })).customerEmail;
  };
  expect(await written()).toBeUndefined();
  await merge(ticket.customerId, ana.id);
  // That the customer has another name now is news of the ticket as well.
  await eventually(async () => expect(await intake.timeline(ticket.id)).toHaveLength(3));
  expect(await written()).toBe(ana.email);
});

it('the people of an organisation that was merged are those of the other', async () => {
  const [one, other] = await Promise.all(
    ['Contoso', 'Contoso Ltd'].map((name) => intake.ask(createCustomer, { kind: 'organisation' as const, name })),
  );
  const people = await Promise.all(
    [[one!.id], [other!.id], [one!.id, other!.id]].map((organisationIds) =>
      intake.ask(createCustomer, { organisationIds }),
    ),
  );
  const listed = async ({ id: organisationId }: CustomerView): Promise<string[]> => {
    const first = await intake.ask(listCustomers, { organisationId, limit: 2 });
    const rest = first.next ? await intake.ask(listCustomers, { organisationId, cursor: first.next }) : { items: [] };
    return [...first.items, ...rest.items].map(({ id }) => id);
  };
  await merge(other!.id, one!.id);
  expect(await listed(one!)).toEqual(people.map(({ id }) => id).sort());
  expect(await listed(other!)).toEqual([people[1]!.id, people[2]!.id].sort());
  const { id, version: seenVersion } = people[1]!;
  const organisationIds = [other!.id, one!.id];
  expect(await intake.ask(updateCustomer, { id, seenVersion, organisationIds })).toMatchObject({ organisationIds });
  await intake.ask(unmergeCustomer, { id: other!.id });
  expect(await listed(one!)).toEqual(people.map((person) => person.id).sort());
});

it('the same merge twice is one', async () => {
  const [ana, twin] = [await somebody(), await somebody()];
  await Promise.all([merge(twin.id, ana.id), merge(twin.id, ana.id)]);
  expect(await merge(twin.id, ana.id)).toMatchObject({ version: 2 });
});

it('duplicates of duplicates count as the last one, and undoing one merge leaves the others', async () => {
  const [first, second, third] = [await somebody(), await somebody(), await somebody()];
  const ticket = await intake.open({ customer: { id: first.id } });
  await merge(first.id, second.id);
  await merge(second.id, third.id);
  expect(await found(first)).toBe(third.id);
  expect(await ticketsOf(third.id)).toEqual([ticket.id]);
  await intake.ask(unmergeCustomer, { id: second.id });
  expect([await found(first), await ticketsOf(third.id)]).toEqual([second.id, []]);
});

it('what was merged does not change, and is no target', async () => {
  const [ana, twin, other] = [await somebody(), await somebody(), await somebody()];
  await merge(twin.id, ana.id);
  const gone = { code: 'merged', context: { id: twin.id, into: ana.id } };
  const { id } = twin;
  await expect(intake.ask(updateCustomer, { id, seenVersion: 2, name: 'Eva' })).rejects.toMatchObject(gone);
  const identity = { customerId: id, kind: 'email' as const, value: 'eva@example.test' };
  await expect(intake.ask(addIdentity, identity)).rejects.toMatchObject(gone);
  await expect(merge(other.id, id)).rejects.toMatchObject(gone);
  await expect(merge(id, other.id)).rejects.toMatchObject(gone);
  await expect(intake.ask(unmergeCustomer, { id: other.id })).rejects.toMatchObject({ code: 'not-found' });
});

it('nobody is merged into themselves, into nobody or into an organisation', async () => {
  const ana = await somebody();
  const { id: organisation } = await intake.ask(createCustomer, { kind: 'organisation', name: 'Contoso' });
  for (const into of [ana.id, organisation])
    await expect(merge(ana.id, into)).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/into' }],
    });
  await expect(merge(ana.id, 'nobody')).rejects.toMatchObject({ code: 'not-found' });
});

it('merges that would make a circle: all but one, or none, whatever comes at once', async () => {
  for (let round = 0; round < 5; round++) {
    const ring = await Promise.all(Array.from({ length: 2 + (round % 2) }, () => somebody()));
    const next = (index: number): string => ring[(index + 1) % ring.length]!.id;
    const outcomes = await Promise.allSettled(ring.map(({ id }, index) => merge(id, next(index))));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'merged' })));
    expect(refusals.length).toBeGreaterThan(0);
    const views = await Promise.all(ring.map(({ id }) => intake.ask(getCustomer, { id })));
    expect(views.filter(({ mergedInto }) => !mergedInto)).toHaveLength(1);
    expect(await intake.customers.countDocuments({ claims: { $exists: true } })).toBe(0);
  }
});

it('a merge that a process left in the middle is ended by another', async () => {
  const [ana, twin] = [await somebody(), await somebody()];
  const left = {
    mergeId: 'left',
    sourceId: twin.id,
    at: new Date(Date.now() - 60_000),
    by: { kind: 'person', id: 'ana' },
  };
  await intake.customers.updateOne({ _id: ana.id }, { $set: { claims: [left] } } as never);
  await eventually(async () => expect(await found(twin)).toBe(ana.id), { timeout: 12_000 });
  await eventually(async () => {
    expect(await intake.customers.countDocuments({ claims: { $exists: true } })).toBe(0);
  });
  expect(await intake.ask(getCustomer, { id: ana.id })).not.toHaveProperty('mergedInto');
});
