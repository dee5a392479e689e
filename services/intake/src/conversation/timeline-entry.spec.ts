import { expect, it } from '@jest/globals';
import { bytesOf, entryOf, type Entry } from './timeline-entry.js';

const anEntry = (version: number, more: Partial<Entry> = {}): Entry => ({
  version,
  subject: 'evt.ticket.noted.v1',
  at: new Date('2030-01-01T12:00:00Z'),
  actor: { kind: 'person', id: 'ana' },
  data: {},
  ...more,
});

it('an entry weighs what its texts do in bytes', () => {
  expect(bytesOf(anEntry(1, { text: '好', html: '<b>好</b>' }))).toBe(3 + 10);
  expect(bytesOf(anEntry(1))).toBe(0);
});

it('an entry shows its newest text and form, and since when', () => {
  const old = anEntry(2, { text: 'old', html: '<b>old</b>' });
  const others = new Map([[5, anEntry(5, { text: 'new', at: new Date('2030-01-02T00:00:00Z') })]]);
  const shown = entryOf(old, { corrections: [{ entry: 2, by: 5 }] }, others, 60_000);
  expect(shown).toMatchObject({ text: 'new', edited: { version: 5, at: '2030-01-02T00:00:00.000Z' } });
  expect(shown).not.toHaveProperty('html');
});

it('what an entry answers stands there in short, on one line', () => {
  const others = new Map([[1, anEntry(1, { text: ` Hello\n\n${'😀'.repeat(300)}` })]]);
  const { quoted } = entryOf(anEntry(2, { data: { replyTo: 1 }, text: 'x' }), {}, others, 60_000);
  expect(quoted).toMatchObject({ version: 1, excerpt: `Hello ${'😀'.repeat(194)}` });
});

it('a note says until when it may be corrected, and nothing else does', () => {
  expect(entryOf(anEntry(1), {}, new Map(), 60_000)).toHaveProperty('editableUntil', '2030-01-01T12:01:00.000Z');
  const reply = anEntry(1, { subject: 'evt.ticket.replied.v1' });
  expect(entryOf(reply, {}, new Map(), 60_000)).not.toHaveProperty('editableUntil');
});
