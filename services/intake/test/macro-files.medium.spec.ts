import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  applyMacro,
  createMacro,
  discardFile,
  getFile,
  listAttachments,
  pieceBytes,
  readPiece,
  removeMacro,
  updateMacro,
  type Actor,
} from '@deskbeat/contracts';
import { eventually, ManualTime } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';
import { uploadFile } from './uploading.js';

const hour = 3_600_000;
const time = new ManualTime(Date.now());
const ben: Actor = { kind: 'person', id: 'ben' };

let intake: Intake;
let ticketId: string;
beforeAll(async () => {
  intake = await startIntake({}, time);
}, 60_000);
afterAll(() => intake?.stop());
beforeEach(async () => {
  ticketId = (await intake.open()).id;
});

const aFile = (actor?: Actor) => uploadFile(intake, Buffer.from('hello'), {}, actor);
const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe('a file of a macro', () => {
  const aMacro = (attachments: string[], more: object = {}) =>
    intake.ask(createMacro, { title: 'Manual', actions: { reply: { text: 'See here' }, attachments, ...more } });
  const apply = (id: string, seenVersion: number, ticket = ticketId, actor?: Actor) =>
    intake.ask(applyMacro, { id, ticketId: ticket, seenVersion }, actor);

  it('goes as a copy into each ticket, whoever applies it, and stays with the macro', async () => {
    const bytes = randomBytes(pieceBytes + 5);
    const { id: original } = await uploadFile(intake, bytes, { name: 'manual.bin' });
    const { id } = await aMacro([original]);
    const other = await intake.open();
    await apply(id, 1);
    await apply(id, 1, other.id, ben);
    for (const ticket of [ticketId, other.id]) {
      const [file, ...more] = (await intake.ask(listAttachments, { ticketId: ticket })).items;
      expect(more).toEqual([]);
      expect(file).toMatchObject({ name: 'manual.bin', size: bytes.length, entry: 2 });
      expect(file!.id).not.toBe(original);
      const pieces = [0, 1].map((index) => intake.ask(readPiece, { fileId: file!.id, index }));
      const sent = Buffer.concat((await Promise.all(pieces)).map(({ data }) => Buffer.from(data, 'base64')));
      expect(sent.equals(bytes)).toBe(true);
    }
    time.moveTo(time.now() + 1_000 * hour);
    expect(await intake.ask(getFile, { id: original }, ben)).toMatchObject({ id: original });
    await expect(intake.ask(discardFile, { id: original })).rejects.toEqual(refused('not-editable'));
    await intake.ask(removeMacro, { id });
    time.moveTo(time.now() + 25 * hour);
    await eventually(() => expect(intake.ask(getFile, { id: original })).rejects.toEqual(refused('not-found')));
  });

  it('is left out of a newer version, and nobody else’s is taken', async () => {
    const [one, two, foreign] = [await aFile(), await aFile(), await aFile(ben)];
    const { id } = await aMacro([one.id, two.id], { priority: 'high' });
    const replace = (attachments: string[]) =>
      intake.ask(updateMacro, { id, seenVersion: 1, title: 'x', actions: { note: { text: 'x' }, attachments } });
    const errors = [{ pointer: '/actions/attachments/1', message: 'is no file of yours' }];
    await expect(replace([one.id, foreign.id])).rejects.toEqual(refused('validation-failed', { errors }));
    await replace([two.id]);
    const noted = await apply(id, 1);
    expect((await intake.timeline(ticketId)).at(-1)!.data).toMatchObject({ attachments: [{ name: 'log.txt' }] });
    expect(noted.version).toBe(2);
    await intake.ask(discardFile, { id: one.id });
    await expect(aMacro([one.id])).rejects.toEqual(refused('validation-failed'));
    await expect(aMacro([foreign.id], { reply: undefined })).rejects.toMatchObject({
      errors: [{ pointer: '/actions/attachments' }],
    });
  });
});
