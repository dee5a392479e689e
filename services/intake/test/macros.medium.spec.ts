import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addWatcher,
  applyMacro,
  assignmentDecided,
  assignTicket,
  createCannedReply,
  createMacro,
  getCannedReply,
  getTicket,
  listCannedReplies,
  moveToQueue,
  personSaved,
  previewMacro,
  removeCannedReply,
  renderCannedReply,
  updateCannedReply,
  updateCustomer,
  type Actor,
  type CannedReplyData,
  type MacroActions,
} from '@deskbeat/contracts';
import { anIdentity, eventually } from '@deskbeat/testing';
import { startIntake, toAna, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  intake.structure([], ['tech']);
}, 60_000);
afterAll(() => intake?.stop());

const ben: Actor = { kind: 'person', id: 'ben' };
const keep = (wanted: Partial<CannedReplyData> = {}, actor?: Actor) =>
  intake.ask(createCannedReply, { title: 'Thanks', wording: { text: 'Dear {{ customer.name }}' }, ...wanted }, actor);
const aMacro = (actions: MacroActions) => intake.ask(createMacro, { title: 'Do it', actions });
const titles = async (actor?: Actor, teamId?: string) =>
  (await intake.ask(listCannedReplies, { teamId }, actor)).items.map(({ title }) => title);

describe('a canned reply', () => {
  it('is filled in for a ticket and who writes', async () => {
    const { id: ticketId, number } = await intake.open({
      customer: { email: 'chris@example.test', name: 'Chris & Co' },
    });
    const html = '<p>Dear {{ customer.name }}, {{ ticket.number }} <i>{{ agent.name }}</i></p>';
    const { id } = await keep({ wording: { html } });
    expect(await intake.ask(renderCannedReply, { id, ticketId })).toEqual({
      html: `<p>Dear Chris &amp; Co, ${number} <i>Ana</i></p>`,
    });
  });

  it('names the customer as the profile does now', async () => {
    const { id: ticketId, customerId } = await intake.open({ customer: { email: 'nameless@example.test' } });
    const { id } = await keep({ wording: { text: 'Dear {{ customer.name | default: "customer" }}' } });
    expect(await intake.ask(renderCannedReply, { id, ticketId })).toEqual({ text: 'Dear customer' });
    await intake.ask(updateCustomer, { id: customerId, seenVersion: 1, name: 'Chris' });
    expect(await intake.ask(renderCannedReply, { id, ticketId })).toEqual({ text: 'Dear Chris' });
  });

  it('stands where it belongs', async () => {
    await keep({ title: 'all' });
    await keep({ title: 'own', scope: 'personal' });
    await keep({ title: 'team', scope: 'team', teamId: 'tech' });
    expect(await titles(undefined, 'tech')).toEqual(expect.arrayContaining(['all', 'own', 'team']));
    expect(await titles(ben)).toEqual(expect.not.arrayContaining(['own', 'team']));
  });

  it('that is personal is nobody else’s to read, change or remove', async () => {
    const { id } = await keep({ scope: 'personal' });
    const others = [
      intake.ask(getCannedReply, { id }, ben),
      intake.ask(updateCannedReply, { id, seenVersion: 1, title: 'x', wording: { text: 'x' } }, ben),
      intake.ask(removeCannedReply, { id }, ben),
    ];
    for (const asked of others) await expect(asked).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([{}, { scope: 'team', teamId: 'tech' } as const])(
    'for others, %j, is theirs who made it or lead',
    async (place) => {
      const { id, by } = await keep(place);
      const [agent, lead] = (['agent', 'lead'] as const).map((role) =>
        anIdentity({ id: 'ben', role, teams: ['tech'] }),
      );
      const change = (seenVersion: number) => ({ id, seenVersion, title: 'x', wording: { text: 'x' }, ...place });
      const forbidden = { code: 'forbidden' };
      const told = [agent!, lead!, { ...agent!, id: by.id }].map((who) => intake.askAs(who, getCannedReply, { id }));
      expect((await Promise.all(told)).map(({ mayChange }) => mayChange)).toEqual([false, true, true]);
      await expect(intake.askAs(agent!, updateCannedReply, change(1))).rejects.toMatchObject(forbidden);
      await expect(intake.askAs(agent!, removeCannedReply, { id })).rejects.toMatchObject(forbidden);
      expect(await intake.askAs(lead!, updateCannedReply, change(1))).toMatchObject({ version: 2, by: { id: 'ben' } });
      const own = intake.askAs(lead!, updateCannedReply, { ...change(2), scope: 'personal', teamId: undefined });
      await expect(own).rejects.toMatchObject({ errors: [{ pointer: '/scope' }] });
      const maker = { ...agent!, id: by.id };
      expect(await intake.askAs(maker, updateCannedReply, change(2))).toMatchObject({ version: 3, by: { id: 'ana' } });
      await intake.askAs(maker, removeCannedReply, { id });
    },
  );

  it('is changed by one of two who saw the same version', async () => {
    const { id } = await keep();
    const change = (title: string) =>
      intake.ask(updateCannedReply, { id, seenVersion: 1, title, wording: { text: 'x' } });
    const outcomes = await Promise.allSettled([change('a'), change('b')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
      code: 'version-conflict',
      context: { currentVersion: 2 },
    });
  });

  it('has a shortcut of its own within its scope', async () => {
    await keep({ shortcut: 'hi' });
    await keep({ shortcut: 'hi', scope: 'personal' });
    await expect(keep({ shortcut: 'hi' })).rejects.toMatchObject({ code: 'already-exists' });
  });

  it.each<[Partial<CannedReplyData>, string]>([
    [{ wording: { text: '{{ customer.phone }}' } }, '/wording/text'],
    [{ wording: {} }, '/wording'],
    [{ scope: 'team' }, '/teamId'],
    [{ scope: 'team', teamId: 'nobodys' }, '/teamId'],
    [{ shortcut: 'No way' }, '/shortcut'],
  ])('%j is refused by field', async (wanted, pointer) => {
    await expect(keep(wanted)).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer }] });
  });
});

describe('a macro', () => {
  it('does all that it says in one step, as it was shown before', async () => {
    const { id: ticketId, version: seenVersion } = await intake.inProgress();
    const { id } = await aMacro({
      priority: 'high',
      addTags: ['replaced'],
      note: { text: 'Sent to {{ customer.name }}.' },
      reply: { html: '<p>{{ ticket.number }} is on its way</p>' },
      status: 'awaiting-confirmation',
    });
    const shown = await intake.ask(previewMacro, { id, ticketId });
    expect((await intake.ask(getTicket, { id: ticketId })).version).toBe(seenVersion);
    const done = await intake.ask(applyMacro, { id, ticketId, seenVersion });
    expect(done).toMatchObject({ priority: 'high', tags: ['replaced'], status: 'awaiting-confirmation' });
    const entries = (await intake.timeline(ticketId)).slice(seenVersion, seenVersion + shown.entries.length);
    expect(entries).toMatchObject(shown.entries.map(({ subject, text }) => ({ subject, ...(text && { text }) })));
    await expect(intake.ask(applyMacro, { id, ticketId, seenVersion })).rejects.toMatchObject({
      code: 'version-conflict',
    });
  });

  it('with the same key writes once, however often it is sent, and says what came of it', async () => {
    const { id: ticketId, version: seenVersion } = await intake.open();
    const { id } = await aMacro({ addTags: ['told'], note: { text: 'Told.' } });
    const command = { id, ticketId, seenVersion, idempotencyKey: 'k1' };
    const views = await Promise.all([1, 2, 3].map(() => intake.ask(applyMacro, command)));
    for (const view of [...views, await intake.ask(applyMacro, command)])
      expect(view).toMatchObject({ tags: ['told'] });
    expect((await intake.timeline(ticketId)).map(({ subject }) => subject.split('.')[2])).toEqual([
      'opened',
      'updated',
      'noted',
    ]);
    const other = await aMacro({ note: { text: 'Something else.' } });
    await expect(intake.ask(applyMacro, { ...command, id: other.id })).rejects.toMatchObject({
      code: 'idempotency-mismatch',
    });
  });

  it('of which one step is refused does nothing and names it', async () => {
    const { id: ticketId, version: seenVersion } = await intake.open();
    const { id } = await aMacro({ priority: 'urgent', note: { text: 'x' }, status: 'resolved' });
    await expect(intake.ask(applyMacro, { id, ticketId, seenVersion })).rejects.toMatchObject({
      code: 'move-not-allowed',
      context: { step: 'status' },
    });
    expect(await intake.ask(getTicket, { id: ticketId })).toMatchObject({ version: seenVersion, priority: 'medium' });
  });

  it('that does nothing is refused', async () => {
    await expect(aMacro({ reason: 'x' })).rejects.toMatchObject({ errors: [{ pointer: '/actions' }] });
  });

  it('with an unknown variable is refused by field', async () => {
    await expect(aMacro({ reply: { text: '{{ x }}' } })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/actions/reply/text' }],
    });
  });
});

describe('a macro that says who has the ticket', () => {
  const asked: { subject: string; query: Record<string, unknown> }[] = [];
  let version = 1;
  let beforeAnswer = (): Promise<unknown> => Promise.resolve();
  beforeAll(async () => {
    for (const { subject } of [assignTicket, moveToQueue]) {
      intake.connection.subscribe(subject, {
        callback: (_, message) => {
          const { data: query } = message.json<{ data: Record<string, unknown> }>();
          asked.push({ subject, query });
          const { personId, queueId = 'default', reason } = query;
          const decisions = [{ mode: 'person', reason, personId }];
          const view = { ticketId: query.ticketId, version, queueId, personId, decisions };
          void beforeAnswer().then(() => message.respond(JSON.stringify(view)));
        },
      });
    }
    const ana = { personId: 'ana', name: 'Ana', role: 'agent' as const };
    await intake.tell(personSaved, 'ana', 1, ana);
    await intake.tell(personSaved, 'ida', 1, { ...ana, personId: 'ida', name: 'Ida' });
    await eventually(async () => {
      const { id: ticketId } = await intake.open();
      await intake.ask(addWatcher, { ticketId, personId: 'ana' });
      await intake.ask(addWatcher, { ticketId, personId: 'ida' });
    });
  });
  const apply = async (actions: MacroActions, ticketId: string, seenVersion: number) =>
    intake.ask(applyMacro, { id: (await aMacro(actions)).id, ticketId, seenVersion });

  it('asks assignment, and takes note of it in the same write as the rest', async () => {
    const { id: ticketId } = await intake.open();
    version = 1;
    const actions = { assignTo: 'me', reply: { text: 'I look at it' }, status: 'awaiting-confirmation' } as const;
    const shown = await intake.ask(previewMacro, { id: (await aMacro(actions)).id, ticketId });
    expect(shown.ticket).toMatchObject({ assigneeId: 'ana', status: 'awaiting-confirmation' });
    expect(asked).toEqual([]);
    const done = await apply(actions, ticketId, 1);
    expect(done).toMatchObject({ status: 'awaiting-confirmation', assigneeId: 'ana', assigneeName: 'Ana' });
    expect(asked.splice(0)).toMatchObject([{ subject: assignTicket.subject, query: { ticketId, personId: 'ana' } }]);
    await intake.tell(assignmentDecided, ticketId, 1, toAna(ticketId));
    await intake.tell(assignmentDecided, ticketId, 2, { ...toAna(ticketId), personId: 'ida', personName: 'Ida' });
    await eventually(async () =>
      expect(await intake.ask(getTicket, { id: ticketId })).toMatchObject({ assigneeId: 'ida' }),
    );
    const recorded = (await intake.timeline(ticketId)).filter(({ subject }) => subject.includes('assignment-recorded'));
    expect(recorded).toHaveLength(2);
  });

  it('is not hindered when the ticket hears of the assignment first', async () => {
    const { id: ticketId, version: seenVersion } = await intake.inProgress();
    version = 2;
    const { id } = await aMacro({ assignTo: 'ida', priority: 'high' });
    const toIda = { ...toAna(ticketId), personId: 'ida', personName: 'Ida', mode: 'person' as const };
    beforeAnswer = async () => {
      await intake.tell(assignmentDecided, ticketId, 2, { ...toIda, reason: 'By the macro Do it' });
      await eventually(async () =>
        expect(await intake.ask(getTicket, { id: ticketId })).toMatchObject({ assigneeId: 'ida' }),
      );
    };
    const applied = await intake.ask(applyMacro, { id, ticketId, seenVersion });
    beforeAnswer = () => Promise.resolve();
    expect(applied).toMatchObject({ assigneeId: 'ida', priority: 'high' });
    asked.length = 0;
  });

  it('sends a ticket to another queue', async () => {
    const { id: ticketId, version: seenVersion } = await intake.inProgress();
    version = 2;
    const done = await apply({ queueId: 'repairs', note: { text: 'Theirs' }, reason: 'a pump' }, ticketId, seenVersion);
    expect(done).toMatchObject({ status: 'pending-assignment', queueId: 'repairs' });
    expect(done.assigneeId).toBeUndefined();
    expect(asked.splice(0)).toMatchObject([{ query: { queueId: 'repairs', reason: 'a pump' } }]);
  });

  it('asks nothing when the rest is refused, or when it is so already', async () => {
    const { id: ticketId, version: seenVersion } = await intake.inProgress();
    await expect(apply({ assignTo: 'ida', status: 'closed' }, ticketId, seenVersion)).rejects.toMatchObject({
      code: 'move-not-allowed',
    });
    await expect(apply({ assignTo: 'ida' }, ticketId, 1)).rejects.toMatchObject({ code: 'version-conflict' });
    await expect(apply({ assignTo: 'nobody' }, ticketId, seenVersion)).rejects.toMatchObject({
      errors: [{ pointer: '/actions/assignTo' }],
    });
    expect(await apply({ assignTo: 'me' }, ticketId, seenVersion)).toMatchObject({ version: seenVersion });
    expect(asked).toEqual([]);
    await expect(aMacro({ assignTo: 'me', queueId: 'repairs' })).rejects.toMatchObject({
      errors: [{ pointer: '/actions/queueId' }],
    });
  });
});
