import { expect, it } from '@jest/globals';
import { contradicted, forbiddenIn, typeOf, type Seen } from './file-type.js';

const png = { ext: 'png', mime: 'image/png' };
const exe = { ext: 'exe', mime: 'application/x-msdownload' };

it.each<[Seen, string, string | undefined]>([
  [{ name: 'a.png', claimed: 'image/png', sniffed: png }, 'image/png', undefined],
  [{ name: 'a.txt', claimed: 'text/plain', sniffed: png }, 'image/png', 'text/plain'],
  [{ name: 'a.png', claimed: 'application/octet-stream', sniffed: png }, 'image/png', undefined],
  [{ name: 'a.csv', claimed: 'text/plain; charset=utf-8', isText: true }, 'text/csv', undefined],
  [{ name: 'a.html', claimed: 'text/html', isText: true }, 'text/plain', undefined],
  [{ name: 'a.svg', claimed: 'image/svg+xml', isText: true }, 'text/plain', 'image/svg+xml'],
  [{ name: 'a.png', claimed: 'image/png', isText: true }, 'text/plain', 'image/png'],
  [{ name: 'a.png', isText: false }, 'application/octet-stream', undefined],
])('%j is %s, which contradicts %s', (seen, type, claimed) => {
  expect([typeOf(seen), contradicted(seen)]).toEqual([type, claimed]);
});

it.each<[Seen, string | undefined]>([
  [{ name: 'setup.exe' }, 'exe'],
  [{ name: 'invoice.pdf.EXE' }, 'exe'],
  [{ name: 'photo.png', sniffed: exe }, 'exe'],
  [{ name: 'photo.png', claimed: 'Application/X-Sh; charset=utf-8' }, 'application/x-sh'],
  [{ name: 'photo.png', claimed: 'image/png', sniffed: png }, undefined],
  [{ name: 'exe' }, undefined],
])('%j is refused for %s', (seen, trait) => {
  expect(forbiddenIn(seen, new Set(['exe', 'application/x-sh']))).toBe(trait);
});
