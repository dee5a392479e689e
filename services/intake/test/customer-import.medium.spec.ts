import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  beginCustomerImport,
  createCustomer,
  exportCustomers,
  getCustomer,
  importCustomers,
  listCustomers,
  listImportRows,
  saveCustomerFields,
  type CustomerImportView,
  type CustomersCsv,
  type CustomerView,
  type FieldDefinition,
} from '@deskbeat/contracts';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake({ DEFAULT_COUNTRY: 'DE' });
}, 60_000);
afterAll(() => intake?.stop());

const address = (): string => `${randomUUID()}@example.test`;
const csv = (...rows: string[]): string => rows.map((row) => `${row}\n`).join('');
const begin = (dryRun = false): Promise<CustomerImportView> => intake.ask(beginCustomerImport, { dryRun });
const whole = async (text: string, dryRun = false): Promise<CustomerImportView> => {
  const { id: importId } = await begin(dryRun);
  return intake.ask(importCustomers, { importId, part: 0, text, last: true });
};
const named = async (identity: string): Promise<CustomerView | undefined> =>
  (await intake.ask(listCustomers, { identity })).items[0];
const outcomes = async (importId: string) =>
  (await intake.ask(listImportRows, { importId })).items.map(({ row, outcome, errors }) => [
    row,
    outcome,
    ...errors.map(({ pointer }) => pointer),
  ]);

it('a row is a customer, found by its external id or e-mail; the same file again changes nothing', async () => {
  const [ana, ben] = [address(), address()];
  const rows = (tier: string) =>
    csv('External,E-Mail,Name,Tier,Phone', `crm:${ana},${ana},"Ana, L.",${tier},030 9018400`, `,${ben},Ben,,`);
  expect(await whole(rows('vip'))).toMatchObject({ state: 'done', rows: 2, created: 2, failed: 0 });
  expect(await named(`crm:${ana}`)).toMatchObject({ name: 'Ana, L.', tier: 'vip', email: ana, phone: '+49309018400' });
  expect(await whole(rows('vip'))).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  expect(await whole(rows('premium'))).toMatchObject({ updated: 1, unchanged: 1 });
  expect(await named(ana)).toMatchObject({ tier: 'premium', version: 2 });
});

it('a dry run tells the same and writes nothing', async () => {
  const [ana, ben] = [address(), address()];
  await intake.ask(createCustomer, { name: 'Ana', identities: [{ kind: 'email', value: ana }] });
  const file = csv('email,name', `${ana},Eva`, `${ben},Ben`, 'nobody,Ben');
  const told = await whole(file, true);
  expect(told).toMatchObject({ dryRun: true, rows: 3, created: 1, updated: 1, failed: 1 });
  expect([await named(ana), await named(ben)]).toMatchObject([{ name: 'Ana', version: 1 }, undefined]);
  const { id: _, dryRun: __, createdAt: ___, ...counts } = told;
  expect(await whole(file)).toMatchObject(counts);
});

it('what is wrong with a row is reported by column, and the others are taken', async () => {
  const taken = address();
  const organisation = await intake.ask(createCustomer, { kind: 'organisation', name: 'Contoso' });
  await intake.ask(createCustomer, { identities: [{ kind: 'phone', value: '+49 30 9018500' }] });
  const lines = [
    `${taken},,gold,,,`,
    `,,,,,`,
    `${address()},12,,,,`,
    `${address()},,,x-y-z-,,`,
    `${address()},,,,Mars/Base,`,
    `${address()},,,,,crm:nobody`,
    `${address()},,,,,${organisation.id}`,
    `${address()},+49 30 9018500,,,,`,
  ];
  const { id } = await whole(csv('email,phone,tier,language,timeZone,organisation', ...lines));
  expect(await outcomes(id)).toEqual([
    [1, 'failed', '/tier'],
    [2, 'failed', '/email'],
    [3, 'failed', '/phone'],
    [4, 'failed', '/language'],
    [5, 'failed', '/timeZone'],
    [6, 'failed', '/organisation'],
    [7, 'created'],
    [8, 'failed', '/phone'],
  ]);
  const page = await intake.ask(listImportRows, { importId: id, outcome: 'failed', limit: 6 });
  const rest = await intake.ask(listImportRows, { importId: id, outcome: 'failed', cursor: page.next });
  expect(rest.items).toMatchObject([{ row: 8, errors: [{ message: expect.stringContaining('known as') }] }]);
});

describe('a file in parts', () => {
  const emails = Array.from({ length: 30 }, address);
  const file = csv('email,notes', ...emails.map((email) => `${email},"two\nlines, ""quoted"""`));
  const cut = (size: number): string[] =>
    Array.from({ length: Math.ceil(file.length / size) }, (_, n) => file.slice(n * size, (n + 1) * size));

  it('may be cut anywhere, each part may come again, and after a kill it goes on where it was', async () => {
    const { id: importId } = await begin();
    const parts = cut(133);
    const send = (part: number) =>
      intake.ask(importCustomers, { importId, part, text: parts[part]!, last: part === parts.length - 1 });
    await expect(send(1)).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/part' }] });
    let view = await send(0);
    while (view.state === 'open') {
      const part = view.nextPart;
      await Promise.all([send(part), send(part)]);
      view = await send(part);
      expect(view.nextPart).toBe(part + 1);
    }
    expect(view).toMatchObject({ state: 'done', rows: 30, created: 30, failed: 0 });
    expect(await send(3)).toEqual(view);
    expect(await named(emails[29]!)).toMatchObject({ notes: 'two\nlines, "quoted"' });
  });
});

it('a file of a spreadsheet is read as it means: its mark, semicolons, quotes within cells, whatever its parts', async () => {
  const emails = Array.from({ length: 4 }, address);
  const rows = emails.map((email, n) => `Owner of a ${20 + n}" screen;${email};"1;2\n3, 4"\r\n`);
  const file = `\ufeffName;E-Mail;Notes\r\n${rows.join('')}`;
  for (const size of [3, 50, 1_000]) {
    const { id: importId } = await begin();
    let view: CustomerImportView | undefined;
    for (let at = 0; at < file.length; at += size) {
      const last = at + size >= file.length;
      const text = file.slice(at, at + size);
      view = await intake.ask(importCustomers, { importId, part: at / size, text, last });
    }
    expect(view).toMatchObject({ rows: 4, failed: 0 });
    expect(await named(emails[3]!)).toMatchObject({ name: 'Owner of a 23" screen', notes: '1;2\n3, 4' });
  }
});

it('a row with more cells than columns is reported: one of its cells was cut in two', async () => {
  const { id } = await whole(csv('name,email', `Ana, L.,${address()}`, `Ben,${address()},,`));
  expect(await outcomes(id)).toEqual([
    [1, 'failed', ''],
    [2, 'created'],
  ]);
});

it('of rows about the same customer the last one counts, and a member may follow its organisation', async () => {
  const [ana, id] = [address(), randomUUID()];
  const rows = [`,Contoso,,crm:${id},organisation,`, `${ana},Ana,vip,,,crm:${id}`, `${ana},Ana,premium,,,`];
  const view = await whole(csv('email,name,tier,external,kind,organisation', ...rows));
  expect(view).toMatchObject({ created: 2, updated: 1, failed: 0 });
  const organisation = await named(`crm:${id}`);
  expect(await named(ana)).toMatchObject({ tier: 'premium', organisationIds: [organisation!.id] });
});

it('a part that is cut within a character is refused', async () => {
  const { id: importId } = await begin();
  const part = { importId, part: 0, text: 'name,email\n😀'.slice(0, -1) };
  await expect(intake.ask(importCustomers, part)).rejects.toMatchObject({ errors: [{ pointer: '/text' }] });
});

it('rows whose reports were lost in a kill are reported as what they were', async () => {
  const emails = Array.from({ length: 5 }, address);
  const { id: importId } = await begin();
  const part = { importId, part: 0, text: csv('email,name', ...emails.map((email) => `${email},A`)) };
  await intake.ask(importCustomers, part);
  // What a process leaves that dies before the reports of its last rows, and before it says that the part is done.
  await intake.collection('import_rows').deleteMany({ importId, row: { $gt: 2 } });
  const unsaid = { nextPart: 0, columns: null, rows: 0, counts: { created: 0, updated: 0, unchanged: 0, failed: 0 } };
  await intake.collection('imports').updateOne({ _id: importId as never }, { $set: unsaid });
  expect(await intake.ask(importCustomers, part)).toMatchObject({ rows: 5, created: 5, unchanged: 0, failed: 0 });
  expect(await named(emails[4]!)).toMatchObject({ version: 1 });
});

it.each([
  ['names no column', csv('colour,size', 'red,7')],
  ['names one twice', csv('email,mail', 'a,b')],
])('a file whose first row %s is refused', async (_, text) => {
  const { id: importId } = await begin();
  const part = { importId, part: 0, text, last: true };
  await expect(intake.ask(importCustomers, part)).rejects.toMatchObject({ errors: [{ pointer: '/text' }] });
});

it('an import of nobody is not found', async () => {
  const part = { importId: 'none', part: 0, text: 'email\n' };
  await expect(intake.ask(importCustomers, part)).rejects.toMatchObject({ code: 'not-found' });
  await expect(intake.ask(listImportRows, { importId: 'none' })).rejects.toMatchObject({ code: 'not-found' });
});

it('the export is taken back as it is, and its formulas do nothing in a spreadsheet', async () => {
  const email = address();
  const identities = [
    { kind: 'email' as const, value: email },
    { kind: 'phone' as const, value: '+49 30 9018600' },
    { kind: 'external' as const, value: `crm:${email}` },
  ];
  const { id } = await intake.ask(createCustomer, { name: '=HYPERLINK("x")', notes: 'a\nb', identities });
  let file = '';
  for (let cursor: string | undefined, n = 0; n === 0 || cursor; n++) {
    const page = await intake.ask(exportCustomers, { cursor });
    file += page.csv;
    cursor = page.next;
  }
  expect(file).toContain(`"'=HYPERLINK(""x"")"`);
  expect(file).toContain(`'+49309018600`);
  const before = await intake.ask(getCustomer, { id });
  const lines = file.split('\n');
  const at = lines.findIndex((line) => line.includes('HYPERLINK'));
  expect(await whole([lines[0], ...lines.slice(at, at + 2), ''].join('\n'))).toMatchObject({ rows: 1, unchanged: 1 });
  expect(await intake.ask(getCustomer, { id })).toEqual(before);
});

it('own fields are columns, in and out', async () => {
  const plan = { key: 'gold', label: 'Gold plan' };
  const fields: FieldDefinition[] = [
    { key: 'seats', label: 'Seats', kind: 'number' },
    { key: 'plan', label: 'Plan', kind: 'multi-choice', options: [plan, { key: 'extra', label: 'Extra' }] },
    { key: 'paid', label: 'Paid', kind: 'checkbox' },
  ];
  await intake.ask(saveCustomerFields, { fields });
  const [ana, ben] = [address(), address()];
  const rows = (seats: string) =>
    csv('email,field.seats,Field.Plan,field.paid,field.none', `${ana},${seats},gold plan;extra,no,`, `${ben},many,,,`);
  const { id } = await whole(rows('12'));
  expect(await outcomes(id)).toEqual([
    [1, 'created'],
    [2, 'failed', '/field.seats'],
  ]);
  expect(await named(ana)).toMatchObject({ fields: { seats: 12, plan: ['gold', 'extra'], paid: false } });
  expect(await whole(rows('12'))).toMatchObject({ unchanged: 1 });
  expect(await whole(csv('email,field.seats', `${ana},13`))).toMatchObject({ updated: 1 });
  expect(await named(ana)).toMatchObject({ fields: { seats: 13, plan: ['gold', 'extra'] } });
  let [file, cursor]: [string, string | undefined] = ['', undefined];
  do {
    const page: CustomersCsv = await intake.ask(exportCustomers, { cursor });
    [file, cursor] = [file + page.csv, page.next];
  } while (cursor !== undefined);
  expect(file).toContain(',field.seats,field.plan,field.paid\n');
  expect(file).toContain(',13,gold; extra,false\n');
  expect(await whole(file)).toMatchObject({ created: 0, updated: 0 });
});
