import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import {
  personSaved,
  pieceBytes,
  Problem,
  ticketMentioned,
  ticketReplied,
  type AttachmentFacts,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startHarness, type Harness } from './harness.js';

const limit = 3 * pieceBytes;
let h: Harness;
let ticketId: string;
let count = 0;

beforeAll(async () => {
  h = await startHarness({ LETTER_FILES_BYTES: String(limit) });
}, 60_000);
afterAll(() => h?.stop(), 60_000);
beforeEach(() => {
  ticketId = `f-${++count}`;
  h.mail.mood = 'take';
  h.pieces.length = 0;
});

const customer = (): string => `${ticketId}@customer.example.test`;
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const noise = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, index) => (index * 7919) >> 3));

/** A file that intake has. */
function file(name: string, bytes: Buffer, type = 'application/octet-stream'): AttachmentFacts {
  const id = `${ticketId}-${name.replaceAll(/\W/g, '')}`;
  h.files.set(id, { bytes });
  return { id, name, type, size: bytes.length };
}

async function reply(attachments: AttachmentFacts[], html?: string): Promise<void> {
  const number = `DB-${count}`;
  const text = 'We replaced it.';
  const message = { ticketId, number, subject: 'No light', text, attachments, ...(html !== undefined && { html }) };
  h.messages.set(`${ticketId}:3`, message);
  h.tickets.set(ticketId, { id: ticketId, number, subject: 'No light', customerId: ticketId });
  h.customers.set(ticketId, { id: ticketId, name: 'Mia', email: customer() });
  const data = { length: text.length, number, customerId: ticketId, channel: 'web' as const, attachments };
  await h.publish(ticketReplied, `ticket:${ticketId}`, 3, data, { kind: 'person', id: 'ana' });
}
const isSent = () => eventually(() => expect(h.delivered(ticketId)).toEqual([`replied email ${customer()} sent`]));
const letters = (): Promise<Email[]> =>
  Promise.all(h.mail.to(customer()).map(({ source }) => PostalMime.parse(source)));
async function letter(): Promise<Email> {
  await isSent();
  const [first] = await letters();
  return first!;
}
const parts = ({ attachments }: Email) =>
  attachments.map(({ filename, mimeType, disposition, content }) => [
    filename,
    mimeType,
    disposition,
    sha(new Uint8Array(content as ArrayBuffer)),
  ]);

it('a letter brings the files of the answer, byte by byte, as attachments', async () => {
  const [log, long, page] = [Buffer.from('one\ntwo\r\n.\r\n'), noise(pieceBytes + 1_000), Buffer.from('<script>')];
  await reply([
    file('log.txt', log, 'text/plain'),
    file('报告 "Q3".bin', long),
    file('page.html', page, 'text/html'),
    file('empty.bin', Buffer.alloc(0)),
  ]);
  const mail = await letter();
  expect(parts(mail)).toEqual([
    ['log.txt', 'text/plain', 'attachment', sha(log)],
    ['报告 _Q3_.bin', 'application/octet-stream', 'attachment', sha(long)],
    ['page.html', 'application/octet-stream', 'attachment', sha(page)],
    ['empty.bin', 'application/octet-stream', 'attachment', sha(Buffer.alloc(0))],
  ]);
  expect(mail.text!.trim()).toBe('We replaced it.');
});

it('a picture in the text stands in its place', async () => {
  const picture = file('lamp.png', noise(500), 'image/png');
  await reply(
    [picture, file('other.png', noise(20), 'image/png')],
    `<p>So:<img src="/api/v1/files/${picture.id}"></p>`,
  );
  const mail = await letter();
  const [shown, beside] = ['lamp.png', 'other.png'].map((name) =>
    mail.attachments.find(({ filename }) => filename === name),
  );
  expect([shown!.disposition, beside!.disposition]).toEqual(['inline', 'attachment']);
  expect(mail.html).toContain(`src="cid:${shown!.contentId!.slice(1, -1)}"`);
});

it('what is too large or away is named, and the letter goes with the rest', async () => {
  const small = file('small.bin', noise(100));
  const away = file('away.bin', noise(100));
  h.files.delete(away.id);
  await reply([file('film.bin', noise(limit + 1)), away, small]);
  const mail = await letter();
  expect(parts(mail).map(([name]) => name)).toEqual(['small.bin']);
  expect(mail.text).toMatch(/https:\/\/desk\.example\.test\/portal\/tickets\/f-\d+\s[^]*- film\.bin\s[^]*- away\.bin/);
  expect(mail.html).toContain('- film.bin');
  expect(h.pieces).toEqual([`${small.id}:0`]);
});

it('a file that breaks off does not go: the letter is tried again and is the same', async () => {
  const long = noise(2 * pieceBytes);
  const broken = file('long.bin', long);
  h.files.get(broken.id)!.fails = new Problem('service-unavailable');
  await reply([broken]);
  await eventually(async () =>
    expect((await h.noticesOf(ticketId))[0]).toMatchObject({ state: 'queued', attempts: 1 }),
  );
  expect(h.mail.to(customer())).toEqual([]);
  h.files.set(broken.id, { bytes: long });
  h.mail.mood = 'hang-up';
  h.time.moveTo(h.time.now() + 60_000);
  await eventually(async () =>
    expect((await h.noticesOf(ticketId))[0]).toMatchObject({ state: 'queued', attempts: 2 }),
  );
  h.mail.mood = 'take';
  // At once: steps would end the lease of whoever is sending.
  h.time.moveTo(h.time.now() + 3_600_000);
  await eventually(() => expect(h.delivered(ticketId)).toEqual([`replied email ${customer()} sent`]));
  expect((await letters()).map(parts)).toEqual([[['long.bin', 'application/octet-stream', 'attachment', sha(long)]]]);
});

it('files of a note go to nobody by letter', async () => {
  const number = `DB-${count}`;
  const attachments = [file('secret.bin', noise(10))];
  await reply([]);
  await isSent();
  const ben = { personId: 'ben', name: 'Ben', role: 'agent', email: 'ben@desk.example.test' } as const;
  await h.publish(personSaved, 'person:ben', 1, ben);
  await eventually(async () => expect(await h.backlog()).toBe(0));
  h.messages.set(`${ticketId}:4`, { ticketId, number, subject: 'No light', text: '@ben?', attachments });
  const data = { entry: 4, personIds: ['ben'], number, subject: 'No light' };
  await h.publish(ticketMentioned, `ticket:${ticketId}`, 5, data, { kind: 'person', id: 'ana' });
  await eventually(() => expect(h.mail.to(ben.email)).toHaveLength(1));
  expect(h.pieces).toEqual([]);
  expect(h.mail.letters.filter(({ source }) => source.includes('secret.bin'))).toEqual([]);
});
