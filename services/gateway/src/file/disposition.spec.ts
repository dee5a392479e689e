import { expect, it } from '@jest/globals';
import { dispositionOf } from './disposition.js';

it.each([
  ['a b.png', 'image/png', 'inline; filename="a b.png"'],
  ['a.html', 'text/html', 'attachment; filename="a.html"'],
  ['a.svg', 'image/svg+xml', 'attachment; filename="a.svg"'],
  ['a.pdf', 'application/pdf', 'attachment; filename="a.pdf"'],
  ['发票.txt', 'text/plain', `inline; filename="__.txt"; filename*=UTF-8''%E5%8F%91%E7%A5%A8.txt`],
  ['a"; x="b.bin', 'application/x', `attachment; filename="a_; x=_b.bin"; filename*=UTF-8''a%22%3B%20x%3D%22b.bin`],
  ["it's (1)*.bin", 'application/x', `attachment; filename="it's (1)*.bin"`],
  [
    "é's (1)*.bin",
    'application/x',
    `attachment; filename="_'s (1)*.bin"; filename*=UTF-8''%C3%A9%27s%20%281%29%2A.bin`,
  ],
  [
    'a\r\nSet-Cookie: x',
    'application/x',
    `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`,
  ],
])('%s of %s', (name, type, header) => expect(dispositionOf(name, type)).toBe(header));
