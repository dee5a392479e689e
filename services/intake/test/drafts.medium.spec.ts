import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  addNote,
  discardDraft,
  getDraft,
  listDrafts,
  saveDraft,
  sendReply,
  type Actor,
  type SaveDraft,
} from '@deskbeat/contracts';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
let ticketId: string;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());
beforeEach(async () => {
  ticketId = (await intake.open()).id;
});

const ben: Actor = { kind: 'person', id: 'ben' };
const save = (wanted: Partial<SaveDraft> = {}, actor?: Actor) =>
  intake.ask(saveDraft, { ticketId, kind: 'reply', text: 'Dear', ...wanted }, actor);
const listed = async (actor?: Actor) =>
  (await intake.ask(listDrafts, { ticketId }, actor)).items.map(({ personId, kind }) => `${personId} ${kind}`);

it('each person has one draft of a reply and one of a note, and only they see them', async () => {
  await save();
  await save({ kind: 'note', text: undefined, html: '<p onclick=x>Hm</p>' });
  await save({ text: 'Hello' }, ben);
  expect(await listed()).toEqual(['ana note', 'ana reply']);
  expect(await intake.ask(getDraft, { ticketId, kind: 'note' })).toMatchObject({ html: '<p>Hm</p>', version: 1 });
  await expect(intake.ask(getDraft, { ticketId, kind: 'note', personId: 'ana' }, ben)).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('a shared draft is opened by others', async () => {
  await save({ shared: true });
  expect(await listed(ben)).toEqual(['ana reply']);
  expect(await intake.ask(getDraft, { ticketId, kind: 'reply', personId: 'ana' }, ben)).toMatchObject({ text: 'Dear' });
});

it('two windows do not overwrite each other: the second is told what is there', async () => {
  await save();
  const outcomes = await Promise.allSettled(['a', 'b'].map((text) => save({ seenVersion: 1, text })));
  const [done] = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(done!.value.version).toBe(2);
  expect(refused!.reason).toMatchObject({
    code: 'version-conflict',
    context: { currentVersion: 2, current: { text: done!.value.text } },
  });
  await expect(save()).rejects.toMatchObject({ code: 'version-conflict', context: { currentVersion: 2 } });
});

it('sending removes the draft, but not what was written after it', async () => {
  await save();
  await save({ kind: 'note' });
  await intake.ask(sendReply, { ticketId, text: 'Dear all', draftVersion: 1 });
  expect(await listed()).toEqual(['ana note']);
  await save({ kind: 'note', seenVersion: 1, text: 'more' });
  await intake.ask(addNote, { ticketId, text: 'Dear', draftVersion: 1 });
  expect(await listed()).toEqual(['ana note']);
  await expect(save({ seenVersion: 1 })).rejects.toMatchObject({
    code: 'version-conflict',
    context: { currentVersion: 0 },
  });
});

it('a message that is refused keeps its draft', async () => {
  await save();
  const refused = intake.ask(sendReply, { ticketId, text: 'Done', moveTo: 'resolved', draftVersion: 1 });
  await expect(refused).rejects.toMatchObject({ code: 'move-not-allowed' });
  expect(await listed()).toEqual(['ana reply']);
});

it('a draft is thrown away once or twice', async () => {
  await save();
  for (const _ of [1, 2]) await intake.ask(discardDraft, { ticketId, kind: 'reply' });
  expect(await listed()).toEqual([]);
});

it.each([
  [{ kind: 'letter' as never }, 'validation-failed'],
  [{ text: undefined }, 'validation-failed'],
  [{ seenVersion: 0 }, 'validation-failed'],
  [{ ticketId: 'nowhere' }, 'not-found'],
])('%j is refused: %s', async (wanted, code) => {
  await expect(save(wanted)).rejects.toMatchObject({ code });
});

it('customers and systems have no drafts', async () => {
  await expect(save({}, { kind: 'customer', id: 'c1' })).rejects.toMatchObject({ code: 'forbidden' });
});
