import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addIdentity,
  createCustomer,
  findDuplicates,
  mergeCustomers,
  removeIdentity,
  searchCustomers,
  unmergeCustomer,
  updateCustomer,
  type CreateCustomer,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await intake.another();
}, 60_000);
afterAll(() => intake?.stop());

const known = async (wanted: CreateCustomer): Promise<string> => (await intake.ask(createCustomer, wanted)).id;
const found = async (q: string): Promise<string[]> =>
  (await intake.ask(searchCustomers, { q })).items.map(({ id }) => id);
const finds = (q: string, ids: string[]) => eventually(async () => expect(await found(q)).toEqual(ids));

describe('a customer is found', () => {
  it('by the beginning of its name, of its last name, of an address, a number and an id', async () => {
    const id = await known({
      name: 'Zoë Quint',
      identities: [
        { kind: 'email', value: 'Zq@quintessence.example.test' },
        { kind: 'phone', value: '+49 30 7654321' },
        { kind: 'external', value: 'crm:ZQ-1' },
      ],
    });
    await finds('zoe q', [id]);
    for (const typed of ['QUIN', 'zq@', '+49 30 765', '030 7654', '0049307654', 'crm:zq-1', 'zq-']) {
      expect([typed, await found(typed)]).toEqual([typed, [id]]);
    }
    expect(await found('int')).toEqual([]);
  });

  it('by what is new, and no more by what is gone', async () => {
    const id = await known({ name: 'Oldname', identities: [{ kind: 'email', value: 'oldmail@example.test' }] });
    await finds('oldn', [id]);
    await intake.ask(updateCustomer, { id, seenVersion: 1, name: 'Newname' });
    await intake.ask(addIdentity, { customerId: id, kind: 'email', value: 'newmail@example.test' });
    await intake.ask(removeIdentity, { customerId: id, kind: 'email', value: 'oldmail@example.test' });
    await finds('newn', [id]);
    await finds('newmail', [id]);
    await finds('oldm', []);
    expect(await found('oldn')).toEqual([]);
  });

  it('once, however many of its names begin so, page by page in their order', async () => {
    const ids: string[] = [];
    for (const name of ['Pa Pb Pc', 'Pbx', 'Pcx']) ids.push(await known({ name }));
    const read = async (): Promise<string[]> => {
      const all: string[] = [];
      for (let cursor: string | undefined, n = 0; n < 5; n++) {
        const page = await intake.ask(searchCustomers, { q: 'p', limit: 1, cursor });
        all.push(...page.items.map(({ id }) => id));
        if (!(cursor = page.next)) break;
      }
      return all;
    };
    await eventually(async () => expect(await read()).toEqual(ids));
  });

  it('under the customer that it was merged into, until that is undone', async () => {
    const [ana, twin] = [await known({ name: 'Merga One' }), await known({ name: 'Mergb Two' })];
    await finds('mergb', [twin]);
    await intake.ask(mergeCustomers, { id: twin, into: ana });
    await finds('mergb', [ana]);
    await intake.ask(unmergeCustomer, { id: twin });
    await finds('mergb', [twin]);
    await finds('merga', [ana]);
  });
});

it('who looks alike is suggested with the reason, what is most alike first', async () => {
  const organisation = await known({ kind: 'organisation', name: 'Dup Ltd' });
  const organisationIds = [organisation];
  const ana = await known({ name: 'Dupe', organisationIds, identities: [{ kind: 'phone', value: '+49 30 5550123' }] });
  const sameNumber = await known({ identities: [{ kind: 'phone', value: '+41 30 5550123' }] });
  const sameName = await known({ name: 'DUPE', organisationIds });
  const elsewhere = await known({ name: 'Dupe' });
  await finds('dupe', [ana, sameName, elsewhere].sort());
  await finds('+4130555', [sameNumber]);
  const { items } = await intake.ask(findDuplicates, { customerId: ana });
  expect(items.map(({ customer, because }) => [customer.id, because])).toEqual([
    [sameName, ['name', 'organisation']],
    [sameNumber, ['phone']],
  ]);
});
