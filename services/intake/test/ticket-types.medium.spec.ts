import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeStatus,
  createTicketType,
  getTicket,
  getTicketForm,
  getTicketType,
  listTicketTypes,
  openTicket,
  replaceTicketType,
  ticketTypes,
  ticketTypeSaved,
  updateTicket,
  type CreateTicketType,
  type Event,
  type IntakeReceipt,
  type TicketTypeView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { anIssue, startIntake, type Intake } from './harness.js';

let intake: Intake;
const saved: Event[] = [];
beforeAll(async () => {
  intake = await startIntake();
  intake.structure([{ id: 'workshop' }, { id: 'counter' }]);
  intake.connection.subscribe(ticketTypeSaved.subject, { callback: (_, message) => void saved.push(message.json()) });
  await intake.ask(createTicketType, repair('repair'));
}, 60_000);
afterAll(() => intake?.stop());

const repair = (key: string): CreateTicketType => ({
  key,
  name: `Repair ${key}`,
  fields: [
    { key: 'serial', label: 'Serial number', kind: 'text', requiredFrom: 'new', visibleToCustomer: true, max: 20 },
    {
      key: 'cover',
      label: 'Cover',
      kind: 'choice',
      visibleToCustomer: true,
      options: [
        { key: 'none', label: 'None' },
        { key: 'gold', label: 'Gold', retired: true },
      ],
    },
    { key: 'owner', label: 'Owner', kind: 'customer' },
    { key: 'cause', label: 'Cause', kind: 'text', requiredFrom: 'resolved' },
  ],
  defaultPriority: 'high',
  defaultQueueId: 'workshop',
});
const replacing = ({ builtIn: _, version: seenVersion, ...type }: TicketTypeView) => ({ ...type, seenVersion });
const refused = (pointer: string) => ({ code: 'validation-failed', errors: [{ pointer }] });
let keys = 0;
const aType = (): Promise<TicketTypeView> => intake.ask(createTicketType, repair(`repair-${++keys}`));

describe('the types of an organisation', () => {
  it('six are there from the start, once, however many replicas start', async () => {
    await intake.another();
    const { items } = await intake.ask(listTicketTypes, {});
    expect(
      items
        .filter(({ builtIn }) => builtIn)
        .map(({ key, version }) => [key, version])
        .sort(),
    ).toEqual([...ticketTypes].sort().map((key) => [key, 1]));
  });

  it('one of its own comes back as it was created, and is told of', async () => {
    const type = await aType();
    expect(type).toMatchObject({ ...repair(type.key), version: 1, builtIn: false, active: true, steps: [] });
    expect(await intake.ask(getTicketType, { key: type.key })).toEqual(type);
    await eventually(() => {
      const [event] = saved.filter(({ aggregateId }) => aggregateId === type.key);
      expect(event).toMatchObject({
        id: `ticket-type:${type.key}:1`,
        data: { key: type.key, defaultQueueId: 'workshop' },
      });
    });
  });

  it('a key is given once', async () => {
    const { key } = await aType();
    for (const taken of [key, 'fault']) {
      await expect(intake.ask(createTicketType, repair(taken))).rejects.toMatchObject({ code: 'already-exists' });
    }
  });

  it('one that is there from the start can be changed, but what comes without a type needs one', async () => {
    const fault = await intake.ask(getTicketType, { key: 'fault' });
    expect(await intake.ask(replaceTicketType, { ...replacing(fault), name: 'Outage' })).toMatchObject({
      version: 2,
      builtIn: true,
    });
    const inquiry = replacing(await intake.ask(getTicketType, { key: 'inquiry' }));
    await expect(intake.ask(replaceTicketType, { ...inquiry, active: false })).rejects.toMatchObject(
      refused('/active'),
    );
  });

  it('of two who change one at once, one does and the other sees the new state', async () => {
    const type = await aType();
    const names = ['One', 'Two'].map((name) => intake.ask(replaceTicketType, { ...replacing(type), name }));
    const outcomes = await Promise.allSettled(names);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(failed?.reason).toMatchObject({
      code: 'version-conflict',
      context: { currentVersion: 2, current: { version: 2 } },
    });
  });

  it('a definition that makes no sense is refused with all that is wrong', async () => {
    const fields = [
      { key: 'a', label: 'A', kind: 'choice' as const },
      { key: 'a', label: 'A', kind: 'date' as const, min: 1 },
    ];
    await expect(intake.ask(createTicketType, { key: 'odd', name: 'Odd', fields })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/fields/1/key' }, { pointer: '/fields/0/options' }, { pointer: '/fields/1/min' }],
    });
    await expect(intake.ask(getTicketType, { key: 'odd' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('its default queue is one that is there when it is named', async () => {
    const error = refused('/defaultQueueId');
    const asked = { ...repair('lost'), defaultQueueId: 'nowhere' };
    await expect(intake.ask(createTicketType, asked)).rejects.toMatchObject(error);
    const type = replacing(await aType());
    const other = intake.ask(replaceTicketType, { ...type, defaultQueueId: 'nowhere' });
    await expect(other).rejects.toMatchObject(error);
    const { key } = type;
    await intake.collection('ticket_types').updateOne({ _id: key as never }, { $set: { defaultQueueId: 'gone' } });
    const renamed = { ...type, defaultQueueId: 'gone', name: 'Its queue is gone' };
    expect(await intake.ask(replaceTicketType, renamed)).toMatchObject({ version: 2, defaultQueueId: 'gone' });
  });

  it('customers are asked what they can know', async () => {
    const { key } = await aType();
    expect((await intake.ask(getTicketForm, { key })).fields).toEqual([
      { key: 'serial', label: 'Serial number', kind: 'text', required: true, max: 20 },
      { key: 'cover', label: 'Cover', kind: 'choice', required: false, options: [{ key: 'none', label: 'None' }] },
    ]);
  });

  it('one that is not used any more opens no ticket, keeps those that it has, and what came with a key stays', async () => {
    const type = await aType();
    const issue = anIssue({ type: type.key, fields: { serial: 'A' }, intakeKey: { source: 'shop', key: type.key } });
    const { ticket } = await intake.ask(openTicket, issue);
    await intake.ask(replaceTicketType, { ...replacing(type), active: false });
    await eventually(async () => {
      const another = intake.open({ type: type.key, fields: { serial: 'B' } });
      await expect(another).rejects.toMatchObject(refused('/type'));
    });
    expect(await intake.ask(openTicket, issue)).toMatchObject({ created: false, ticket: { id: ticket.id } });
    await expect(intake.ask(getTicketForm, { key: type.key })).rejects.toMatchObject({ code: 'not-found' });
    expect((await intake.ask(listTicketTypes, { active: true })).items.map(({ key }) => key)).not.toContain(type.key);
  });
});

describe('a ticket of such a type', () => {
  it('has the values, the priority and the queue of its type, in the view and in the event', async () => {
    const { id, priority, fields } = await intake.open({ type: 'repair', fields: { serial: 'A-1', cover: 'none' } });
    expect({ priority, fields }).toEqual({ priority: 'high', fields: { serial: 'A-1', cover: 'none' } });
    const [opened] = await intake.timeline(id);
    expect(opened!.data).toMatchObject({ queueId: 'workshop', fields: { serial: 'A-1', cover: 'none' } });
  });

  it('is not opened without what is needed, and nobody is created', async () => {
    const before = await intake.customers.countDocuments();
    await expect(intake.open({ type: 'repair' })).rejects.toMatchObject(refused('/fields/serial'));
    await expect(intake.open({ type: 'repair', fields: { serial: 'A', cover: 'gold' } })).rejects.toMatchObject(
      refused('/fields/cover'),
    );
    await expect(intake.open({ type: 'repair', fields: { serial: 'A', owner: 'nobody' } })).rejects.toMatchObject(
      refused('/fields/owner'),
    );
    expect(await intake.customers.countDocuments()).toBe(before);
  });

  it('comes from other systems as well', async () => {
    const data = {
      subject: 'Broken',
      type: 'repair',
      customer: { externalId: 'x' },
      fields: { serial: 'E-7' },
      product: 'Lamp',
    };
    const type = 'io.deskbeat.issue.reported.v1';
    const event = { specversion: '1.0', id: '1', source: '/erp', type, data };
    const reply = await intake.connection.request('intake.erp.v1', JSON.stringify(event), { timeout: 10_000 });
    const { ticketId } = reply.json<IntakeReceipt>();
    expect(await intake.ask(getTicket, { id: ticketId })).toMatchObject({ fields: { serial: 'E-7' }, product: 'Lamp' });
  });

  it('says from what to what a value changed, and takes none that does not fit', async () => {
    const { id: ticketId, customerId } = await intake.open({ type: 'repair', fields: { serial: 'A' } });
    const fields = { serial: 'B', owner: customerId };
    const after = await intake.ask(updateTicket, { ticketId, seenVersion: 1, fields });
    expect(after.fields).toEqual(fields);
    const [, updated] = await intake.timeline(ticketId);
    expect(updated!.data).toEqual({
      changes: { 'fields.serial': { from: 'A', to: 'B' }, 'fields.owner': { from: null, to: customerId } },
    });
    for (const [key, value] of [
      ['cover', 'gold'],
      ['owner', 'nobody'],
      ['colour', 'red'],
    ] as const) {
      const change = intake.ask(updateTicket, { ticketId, seenVersion: 2, fields: { [key]: value } });
      await expect(change).rejects.toMatchObject(refused(`/fields/${key}`));
    }
  });

  it('is not resolved before it has what that needs', async () => {
    const { id: ticketId, version } = await intake.inProgress({ type: 'repair', fields: { serial: 'A' } });
    const resolve = (seenVersion: number) =>
      intake.ask(changeStatus, { ticketId, seenVersion, to: 'resolved', resolution: 'Dusted' });
    await expect(resolve(version)).rejects.toMatchObject({
      code: 'move-needs-more',
      context: { needs: ['field:cause'] },
    });
    const ready = await intake.ask(updateTicket, { ticketId, seenVersion: version, fields: { cause: 'dust' } });
    expect(ready.moves.find(({ to }) => to === 'resolved')).toEqual({ to: 'resolved', needs: ['resolution'] });
    expect(await resolve(ready.version)).toMatchObject({ status: 'resolved' });
  });
});
