import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  applyMacro,
  createCannedReply,
  createMacro,
  getCannedReply,
  getTicket,
  listCannedReplies,
  previewMacro,
  removeCannedReply,
  renderCannedReply,
  updateCannedReply,
  type Actor,
  type CannedReplyData,
  type MacroActions,
} from '@deskbeat/contracts';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
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

  it('of which one step is refused does nothing and names it', async () => {
    const { id: ticketId, version: seenVersion } = await intake.open();
    const { id } = await aMacro({ priority: 'urgent', note: { text: 'x' }, status: 'resolved' });
    await expect(intake.ask(applyMacro, { id, ticketId, seenVersion })).rejects.toMatchObject({
      code: 'move-not-allowed',
      context: { step: 'status' },
    });
    expect(await intake.ask(getTicket, { id: ticketId })).toMatchObject({ version: seenVersion, priority: 'medium' });
  });

  it('with an unknown variable is refused by field', async () => {
    await expect(aMacro({ reply: { text: '{{ x }}' } })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/actions/reply/text' }],
    });
  });
});
