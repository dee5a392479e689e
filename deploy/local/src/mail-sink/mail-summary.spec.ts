import { expect, it } from '@jest/globals';
import { matches, summarize } from './mail-summary.js';

const now = new Date('2026-03-01T10:00:00Z');
const envelope = { from: 'bounce@contoso.example', to: ['ann@contoso.example'] };
const of = (header: string) => summarize('1', now, envelope, Buffer.from(`${header}\r\n\r\nBody: no header`));

it('reads folded and encoded headers', () => {
  const header =
    'Subject: =?utf-8?Q?Dr=C3=BCcker?=\r\n =?utf-8?Q?_druckt_nicht?=\r\n' +
    'FROM: =?utf-8?B?S8O2bG4=?= <desk@contoso.example>\r\n' +
    'To: Ann <ann@contoso.example>,\r\n\tbob@contoso.example\r\nMessage-ID: <a.1@contoso.example>';
  expect(of(header)).toMatchObject({
    subject: 'Drücker druckt nicht',
    from: 'Köln <desk@contoso.example>',
    to: ['Ann <ann@contoso.example>', 'bob@contoso.example'],
    messageId: 'a.1@contoso.example',
  });
});

it('takes from the envelope what the header does not say', () => {
  expect(of('X-Nothing: here')).toMatchObject({
    subject: '',
    from: 'bounce@contoso.example',
    to: ['ann@contoso.example'],
    messageId: undefined,
  });
});

it.each([
  [{ to: 'ANN@' }, true],
  [{ to: 'bob' }, false],
  [{ messageId: '<a.1@x>' }, true],
  [{ messageId: 'a.1' }, false],
  [{ q: 'printer' }, true],
  [{ q: 'printer', to: 'bob' }, false],
  [{}, true],
])('%j finds the mail: %s', (query, found) => {
  expect(matches(of('Subject: The Printer\r\nMessage-ID: <a.1@x>'), query)).toBe(found);
});
