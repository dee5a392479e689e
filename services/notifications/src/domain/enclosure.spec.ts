import { expect, it } from '@jest/globals';
import { enclosureOf, letterName, letterType, noteOn, picturesIn, withNote } from './enclosure.js';

const file = (id: string, size: number) => ({ id, name: `${id}.bin`, type: 'application/octet-stream', size });
const ids = (files: readonly { id: string }[]) => files.map(({ id }) => id).join(' ');

it.each([
  ['all that fit', [40, 60], 'a b', 100, ['a b', '', '']],
  ['one that is too large, and those behind it', [40, 70, 60], 'a b c', 100, ['a c', 'b', '']],
  ['one that is away takes no room', [90, 60], 'b', 100, ['b', '', 'a']],
  ['none where no letter carries files', [1], 'a', 0, ['', 'a', '']],
])('%s', (_, sizes, there, limit, [carried, tooLarge, missing]) => {
  const files = sizes.map((size, index) => file('abc'[index]!, size));
  const enclosure = enclosureOf(files, new Set(there.split(' ')), limit);
  expect([ids(enclosure.carried), ids(enclosure.tooLarge), ids(enclosure.missing)]).toEqual([
    carried,
    tooLarge,
    missing,
  ]);
});

it('a letter says where to find what it does not carry, and what is away', () => {
  const enclosure = enclosureOf([file('a', 200), file('b', 1)], new Set(['a']), 100);
  const note = noteOn(enclosure, 'en', 'https://desk.example.test/portal');
  expect(note).toMatch(/https:\/\/desk\.example\.test\/portal\n- a\.bin\n\n.*\n- b\.bin$/s);
  expect(noteOn(enclosure, 'zh', 'https://desk.example.test/portal')).not.toBe(note);
  expect(noteOn(enclosureOf([file('a', 1)], new Set(['a']), 100), 'en', '')).toBe('');
});

it('pictures of the message that come with it stand in their place, others stay as they are', () => {
  const html = '<p><img src="/api/v1/files/f1" alt="x"><img src="/api/v1/files/f2/thumbnail"></p>';
  expect([...picturesIn(html)]).toEqual(['f1', 'f2']);
  const [text, shown] = withNote('Hello', html, '', new Map([['f2', 'f2@desk']]));
  expect([text, shown]).toEqual(['Hello', '<p><img src="/api/v1/files/f1" alt="x"><img src="cid:f2@desk"></p>']);
});

it('a note stands at the end of text and HTML, as text', () => {
  const [text, html] = withNote('Hello', '<p>Hello</p>', 'left: <b>', new Map());
  expect(text).toBe('Hello\n\nleft: <b>');
  expect(html).toContain('left: &lt;b&gt;');
});

it.each([
  ['application/pdf', 'application/pdf'],
  ['image/png', 'image/png'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', undefined],
  ['text/html', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
  ['message/rfc822', 'application/octet-stream'],
  ['multipart/mixed; boundary=x', 'application/octet-stream'],
  ['text/plain\r\nX-Evil: 1', 'application/octet-stream'],
])('%s in a letter', (type, expected) => {
  expect(letterType(type)).toBe(expected ?? type);
});

it.each([
  ['../../report.pdf', '.._.._report.pdf'],
  ['a\r\nBcc: b@example.test', 'a Bcc_ b@example.test'],
  ['gnp\u202Eexe.txt', 'gnp exe.txt'],
  ['\n', 'file'],
  ['报告.pdf', '报告.pdf'],
])('%j is saved as %j', (name, expected) => {
  expect(letterName(name)).toBe(expected);
});
