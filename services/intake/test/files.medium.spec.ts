import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GridFSBucket, MongoClient } from 'mongodb';
import sharp from 'sharp';
import {
  addNote,
  beginUpload,
  discardFile,
  endUpload,
  getFile,
  getMessage,
  getThumbnail,
  listAttachments,
  openTicket,
  pieceBytes,
  readPiece,
  receiveMessage,
  saveDraft,
  sendReply,
  type Actor,
} from '@deskbeat/contracts';
import { eventually, ManualTime } from '@deskbeat/testing';
import { anIssue, startIntake, type Intake } from './harness.js';
import { beginFile, sendBytes, uploadFile } from './uploading.js';

const hour = 3_600_000;
const time = new ManualTime(Date.now());
const ben: Actor = { kind: 'person', id: 'ben' };

let intake: Intake;
let mongo: MongoClient;
let ticketId: string;
beforeAll(async () => {
  intake = await startIntake({ MAX_FILE_MB: '1' }, time);
  mongo = await MongoClient.connect(intake.store.uri);
}, 60_000);
afterAll(async () => {
  await mongo?.close();
  await intake?.stop();
});
beforeEach(async () => {
  ticketId = (await intake.open()).id;
});

const database = () => mongo.db(`${intake.store.prefix}_intake`);
const begin = (name?: string, type?: string, actor?: Actor) => beginFile(intake, name, type, actor);
const send = (uploadId: string, index: number, bytes: Buffer, actor?: Actor) =>
  sendBytes(intake, uploadId, index, bytes, actor);
const upload = (bytes: Buffer, name?: string, type?: string, actor?: Actor) =>
  uploadFile(intake, bytes, { name, type }, actor);
const aFile = (actor?: Actor) => upload(Buffer.from('hello'), 'log.txt', 'text/plain', actor);
const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe('a file', () => {
  it('is what was sent, in pieces of any order and sent twice, and readable with GridFS', async () => {
    const bytes = randomBytes(2 * pieceBytes + 77);
    const uploadId = await begin('../data\u202E.bin', 'application/x-thing');
    for (const index of [2, 0, 1, 1, 0]) {
      await send(uploadId, index, bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes));
    }
    const file = await intake.ask(endUpload, { uploadId, size: bytes.length });
    expect(file).toMatchObject({
      name: 'data.bin',
      type: 'application/octet-stream',
      claimedType: 'application/x-thing',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      by: { id: 'ana' },
    });
    expect(await intake.ask(endUpload, { uploadId, size: bytes.length })).toEqual(file);
    const pieces: Buffer[] = [];
    const bucket = new GridFSBucket(database(), { bucketName: 'files' });
    for await (const piece of bucket.openDownloadStream(file.id as never)) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    const last = await intake.ask(readPiece, { fileId: file.id, index: 2 });
    expect(Buffer.from(last.data, 'base64').equals(bytes.subarray(2 * pieceBytes))).toBe(true);
  });

  it('is seen by its sender only, until it is sent', async () => {
    const { id } = await aFile();
    expect(await intake.ask(getFile, { id })).toMatchObject({ name: 'log.txt' });
    await expect(intake.ask(getFile, { id }, ben)).rejects.toEqual(refused('not-found'));
    await intake.ask(addNote, { ticketId, text: 'see', attachments: [id] });
    expect(await intake.ask(getFile, { id }, ben)).toMatchObject({ ticketId, entry: 2 });
  });

  it.each([
    ['setup.exe', undefined, 'exe'],
    ['photo.PDF.Bat', undefined, 'bat'],
  ])('is refused by name before it comes: %s', async (name, type, forbidden) => {
    const refusal = refused('forbidden-file-type', { context: { type: forbidden } });
    await expect(begin(name, type)).rejects.toEqual(refusal);
  });

  it('is refused by content, whatever it is called', async () => {
    const uploadId = await begin('photo.png', 'image/png');
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
    await expect(send(uploadId, 0, program)).rejects.toEqual(refused('forbidden-file-type'));
  });

  it('is refused when it is too large, before and while it comes', async () => {
    const tooLarge = refused('payload-too-large', { context: { maxBytes: 1_048_576 } });
    await expect(intake.ask(beginUpload, { name: 'a.bin', size: 1_048_577 })).rejects.toEqual(tooLarge);
    const uploadId = await begin('a.bin');
    await expect(send(uploadId, 4, randomBytes(pieceBytes))).rejects.toEqual(tooLarge);
  });

  it('is nothing to be seen unless all of it has come', async () => {
    const bytes = randomBytes(pieceBytes + 1);
    const uploadId = await begin('a.bin');
    await send(uploadId, 1, bytes.subarray(pieceBytes));
    for (const size of [bytes.length, 1, 0]) {
      await expect(intake.ask(endUpload, { uploadId, size })).rejects.toMatchObject({
        code: 'validation-failed',
        errors: [{ pointer: '/size' }],
      });
    }
    await expect(intake.ask(getFile, { id: uploadId })).rejects.toEqual(refused('not-found'));
    await expect(send(uploadId, 0, Buffer.from('x'), ben)).rejects.toEqual(refused('not-found'));
  });
});

describe('a file in a conversation', () => {
  it('stands in the entry that it came with, and on the ticket', async () => {
    const file = await aFile();
    const facts = { id: file.id, name: 'log.txt', type: 'text/plain', size: 5 };
    const { version } = await intake.ask(sendReply, { ticketId, text: 'attached', attachments: [file.id] });
    expect((await intake.timeline(ticketId)).at(-1)).toMatchObject({ data: { attachments: [facts] } });
    expect(await intake.ask(getMessage, { ticketId, version })).toMatchObject({ attachments: [facts] });
    expect((await intake.ask(listAttachments, { ticketId })).items).toMatchObject([{ id: file.id, entry: 2 }]);
  });

  it('may be sent again on the same ticket, and to no other', async () => {
    const { id } = await aFile();
    await intake.ask(addNote, { ticketId, text: 'one', attachments: [id] });
    await intake.ask(sendReply, { ticketId, text: 'two', attachments: [id] }, ben);
    const other = (await intake.open()).id;
    await expect(intake.ask(addNote, { ticketId: other, text: 'x', attachments: [id] })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/attachments/0' }],
    });
  });

  it.each([
    ['somebody else’s', async () => (await aFile(ben)).id],
    ['one that is not there', () => Promise.resolve('nothing')],
    ['one that has not come', () => begin()],
  ])('is not %s', async (_, make) => {
    const attachments = [(await aFile()).id, await make()];
    await expect(intake.ask(addNote, { ticketId, text: 'x', attachments })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/attachments/1' }],
    });
  });

  it('goes back to its sender when the message is refused', async () => {
    const { id } = await aFile();
    const reply = { ticketId, text: 'x', moveTo: 'resolved' as const, attachments: [id] };
    await expect(intake.ask(sendReply, reply)).rejects.toEqual(refused('move-not-allowed'));
    const other = (await intake.open()).id;
    await intake.ask(addNote, { ticketId: other, text: 'x', attachments: [id] });
    expect(await intake.ask(getFile, { id })).toMatchObject({ ticketId: other });
  });

  it('comes once with a message that is sent twice', async () => {
    for (let version = 2; version < 7; version++) {
      const { id } = await aFile();
      const reply = { ticketId, text: 'x', attachments: [id], idempotencyKey: id };
      const answers = await Promise.all([1, 2, 3].map(() => intake.ask(sendReply, reply)));
      expect(answers.map((answer) => answer.version)).toEqual([version, version, version]);
      await eventually(async () => {
        expect((await intake.ask(listAttachments, { ticketId })).items.at(-1)).toMatchObject({ id, entry: version });
      });
    }
  });

  it('comes with a new ticket, once for a key, and with what the customer writes later', async () => {
    const [first, second] = [await aFile(), await aFile()];
    const issue = { ...anIssue(), text: 'see', attachments: [first.id], intakeKey: { source: 'web', key: first.id } };
    const { ticket } = await intake.ask(openTicket, issue);
    expect(await intake.ask(openTicket, issue)).toMatchObject({ created: false, ticket: { id: ticket.id } });
    await intake.ask(receiveMessage, { ticketId: ticket.id, text: 'and', attachments: [second.id] });
    const { items } = await intake.ask(listAttachments, { ticketId: ticket.id });
    expect(items).toMatchObject([
      { id: first.id, entry: 1 },
      { id: second.id, entry: 2 },
    ]);
  });
});

describe('a small picture', () => {
  const red = { width: 10, height: 10, channels: 3, background: 'red' } as const;
  const square = (): Promise<Buffer> => sharp({ create: red }).png().toBuffer();

  it('is made of a picture, upright and within bounds, and kept', async () => {
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const { id, hasThumbnail } = await upload(picture, 'photo.png', 'image/png');
    expect(hasThumbnail).toBe(true);
    const [one, two] = await Promise.all([1, 2].map(() => intake.ask(getThumbnail, { id })));
    expect(one).toEqual(two);
    const made = await sharp(Buffer.from(one!.data, 'base64')).metadata();
    expect(made).toMatchObject({ format: 'webp', width: 320, height: 213 });
    expect(
      await database()
        .collection('thumbnails')
        .countDocuments({ _id: id as never }),
    ).toBe(1);
  });

  it('is not made of what is none, broken or far too large, again and again', async () => {
    const huge = Buffer.from(await square());
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    const files = [await aFile(), await upload(huge, 'bomb.png')];
    for (const { id } of [...files, ...files]) {
      await expect(intake.ask(getThumbnail, { id })).rejects.toEqual(refused('not-found'));
    }
    expect(await intake.ask(getFile, { id: files[1]!.id })).toMatchObject({ type: 'image/png' });
  });

  it('is tried again after it failed for a reason that may pass, but not for ever', async () => {
    for (const failures of [1, 3]) {
      const { id } = await upload(await square(), 'failed.png', 'image/png');
      await database()
        .collection('thumbnails')
        .insertOne({ _id: id as never, failures });
      const asked = intake.ask(getThumbnail, { id });
      if (failures === 1) expect(await asked).toMatchObject({ type: 'image/webp' });
      else await expect(asked).rejects.toEqual(refused('not-found'));
    }
  });
});

describe('after its time', () => {
  const kept = async (id: string) => ({
    file: await database()
      .collection('files.files')
      .countDocuments({ _id: id as never }),
    pieces: await database().collection('files.chunks').countDocuments({ files_id: id }),
  });
  const pass = (ms: number) => time.moveTo(time.now() + ms);

  it('an upload that did not end and a file that nobody sent are gone, with all pieces', async () => {
    const uploadId = await begin();
    await send(uploadId, 0, Buffer.from('half'));
    const { id } = await aFile();
    const { id: sent } = await aFile();
    await intake.ask(addNote, { ticketId, text: 'x', attachments: [sent] });
    pass(25 * hour);
    await eventually(async () => {
      for (const gone of [uploadId, id]) expect(await kept(gone)).toEqual({ file: 0, pieces: 0 });
    });
    expect(await kept(sent)).toEqual({ file: 1, pieces: 1 });
    await expect(intake.ask(endUpload, { uploadId, size: 4 })).rejects.toEqual(refused('not-found'));
  });

  it('a file of a draft stays as long as the draft', async () => {
    const { id } = await aFile();
    await intake.ask(saveDraft, { ticketId, kind: 'note', text: 'x', attachments: [id] });
    const unsent = await aFile();
    pass(25 * hour);
    await eventually(async () => expect(await kept(unsent.id)).toEqual({ file: 0, pieces: 0 }));
    expect(await kept(id)).toEqual({ file: 1, pieces: 1 });
  });

  it('a file that is held is part of the ticket if its message was written, whatever died in between', async () => {
    const [written, lost] = [await aFile(), await aFile()];
    await intake.ask(addNote, { ticketId, text: 'x', attachments: [written.id] });
    const held = {
      'metadata.ticketId': ticketId,
      'metadata.heldFrom': 1,
      'metadata.expiresAt': new Date(time.now() + hour),
    };
    for (const { id } of [written, lost]) {
      const change = { $set: held, $unset: { 'metadata.entry': 1 } };
      await database()
        .collection('files.files')
        .updateOne({ _id: id as never }, change as never);
    }
    pass(2 * hour);
    await eventually(async () => {
      expect((await intake.ask(listAttachments, { ticketId })).items).toMatchObject([{ id: written.id, entry: 2 }]);
      expect(await kept(lost.id)).toEqual({ file: 0, pieces: 0 });
    });
  });
});

it('what was not sent can be thrown away by its sender, what was sent by nobody', async () => {
  const uploadId = await begin();
  const [own, sent] = [await aFile(), await aFile()];
  await intake.ask(addNote, { ticketId, text: 'x', attachments: [sent.id] });
  for (const id of [uploadId, own.id]) {
    await expect(intake.ask(discardFile, { id }, ben)).rejects.toEqual(refused('not-found'));
    await intake.ask(discardFile, { id });
  }
  await expect(intake.ask(getFile, { id: own.id })).rejects.toEqual(refused('not-found'));
  await expect(intake.ask(discardFile, { id: sent.id })).rejects.toEqual(refused('not-editable'));
});
