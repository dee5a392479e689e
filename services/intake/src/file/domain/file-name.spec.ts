import { expect, it } from '@jest/globals';
import { extensionOf, safeName } from './file-name.js';

it.each([
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\photo.jpg', 'photo.jpg'],
  ['..', 'file'],
  ['', 'file'],
  ['   ', 'file'],
  ['.bashrc', 'bashrc'],
  ['name.txt...', 'name.txt'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
  ['\u0000nul\u0000.txt', '_nul.txt'],
  ['CON', '_CON'],
  ['com1.log', '_com1.log'],
  ['annual\u202Efdp.exe', 'annualfdp.exe'],
  ['zero\u200Bwidth\uFEFF.txt', 'zerowidth.txt'],
  ['what? <b>"now"</b>|*.txt', 'b___.txt'],
  ['e\u0301te\u0301.txt', '\u00e9t\u00e9.txt'],
  ['发票 2026.pdf', '发票 2026.pdf'],
  ['half \ud800 pair.txt', 'half pair.txt'],
  ['a\u2028b.txt', 'ab.txt'],
  [`${'x'.repeat(300)}.PDF`, `${'x'.repeat(146)}.pdf`],
  [`${'好'.repeat(300)}`, '好'.repeat(150)],
  ['tar.gz/', 'file'],
])('%j becomes %j', (given, name) => {
  expect(safeName(given)).toBe(name);
  expect(safeName(name)).toBe(name);
});

it.each([
  ['a.PDF', 'pdf'],
  ['invoice.pdf.exe', 'exe'],
  ['README', ''],
])('the extension of %s is %j', (name, extension) => expect(extensionOf(name)).toBe(extension));
