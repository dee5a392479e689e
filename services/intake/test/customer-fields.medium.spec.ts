import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createCustomer,
  customerUpdated,
  getCustomer,
  getCustomerFields,
  openSubticket,
  registerAsset,
  saveCustomerFields,
  ticketOpened,
  updateCustomer,
  type FieldDefinition,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
const fields: FieldDefinition[] = [
  { key: 'contract', label: 'Contract', kind: 'text', max: 5 },
  { key: 'seats', label: 'Seats', kind: 'number', min: 1 },
  { key: 'device', label: 'Device', kind: 'asset' },
];
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());

it('the organisation’s own fields are defined once, by whoever saw them last', async () => {
  expect(await intake.ask(getCustomerFields, {})).toEqual({ fields: [] });
  expect(await intake.ask(saveCustomerFields, { fields })).toEqual({ version: 1, fields });
  const stale = { code: 'version-conflict', context: { current: { version: 1, fields } } };
  await expect(intake.ask(saveCustomerFields, { fields: [] })).rejects.toMatchObject(stale);
  const odd = fields.map((field) => ({ ...field, kind: 'checkbox' as const }));
  await expect(intake.ask(saveCustomerFields, { seenVersion: 1, fields: odd })).rejects.toMatchObject({
    code: 'validation-failed',
    errors: expect.arrayContaining([expect.objectContaining({ pointer: '/fields/0/kind' })]),
  });
});

describe('a customer', () => {
  it('has values that fit, changed one by one and emptied by null', async () => {
    const { id } = await intake.ask(createCustomer, { fields: { contract: 'A-1', seats: 3 } });
    const asset = await intake.ask(registerAsset, { product: 'Lamp', serial: '7', customerId: id });
    const change = { id, seenVersion: 1, fields: { contract: null, device: asset.id } };
    expect(await intake.ask(updateCustomer, change)).toMatchObject({ fields: { seats: 3, device: asset.id } });
    await intake.ask(updateCustomer, { id, seenVersion: 2, name: 'Ana' });
    expect((await intake.ask(getCustomer, { id })).fields).toEqual({ seats: 3, device: asset.id });
    const emptied = await intake.ask(updateCustomer, { id, seenVersion: 3, fields: { seats: null, device: null } });
    expect(emptied).not.toHaveProperty('fields');
  });

  it('is told of with its tickets and its changes, but not what people write', async () => {
    const { id: club } = await intake.ask(createCustomer, { kind: 'organisation', name: 'The club' });
    const standing = { timeZone: 'Europe/Berlin', organisationIds: [club] };
    const { id } = await intake.ask(createCustomer, { ...standing, fields: { contract: 'A-1', seats: 3 } });
    const { id: ticketId } = await intake.open({ customer: { id }, subject: 'The lamp' });
    const child = await intake.ask(openSubticket, { ticketId, subject: 'A part of it' });
    await intake.ask(updateCustomer, { id, seenVersion: 1, fields: { contract: 'B-2', seats: 4 } });
    const later = await intake.ask(openSubticket, { ticketId, subject: 'Another part' });
    const dataOf = (aggregateId: string, subject: string) =>
      eventually(() => {
        const event = intake.eventsOf(aggregateId).find((one) => one.subject === subject);
        expect(event).toBeDefined();
        return event!.data;
      });
    const told = await Promise.all(
      [ticketId, child.ticket.id, later.ticket.id].map((one) => dataOf(one, ticketOpened.subject)),
    );
    expect(told).toMatchObject(
      [{ seats: 3 }, { seats: 3 }, { seats: 4 }].map((customerFields) => ({
        customerKind: 'person',
        ...standing,
        customerFields,
      })),
    );
    expect(await dataOf(id, customerUpdated.subject)).toEqual({
      changes: { 'fields.seats': { from: 3, to: 4 } },
      fields: ['fields'],
    });
    expect(JSON.stringify(told)).not.toMatch(/A-1|B-2/);
  });

  it.each([
    ['contract', 'too long'],
    ['seats', 0],
    ['seats', 'three'],
    ['device', 'nothing'],
    ['colour', 'red'],
  ])('cannot have %s %j', async (key, value) => {
    const refused = { code: 'validation-failed', errors: [{ pointer: `/fields/${key}` }] };
    await expect(intake.ask(createCustomer, { fields: { [key]: value } })).rejects.toMatchObject(refused);
    const { id } = await intake.ask(createCustomer, {});
    const change = { id, seenVersion: 1, fields: { [key]: value } };
    await expect(intake.ask(updateCustomer, change)).rejects.toMatchObject(refused);
  });
});
