import { expect, it } from '@jest/globals';
import { webhookFormats } from '@deskbeat/contracts';
import { bodyFor, type HookMessage } from './webhook.js';

const message: HookMessage = {
  type: 'ticket.opened',
  timestamp: '2026-01-05T10:00:00.000Z',
  data: { ticket: { number: 'DB-1' } },
  title: 'DB-1 came in: <b>*dark*</b> & [x](http://evil.example.test)',
  link: 'https://desk.example.test/tickets/DB-1',
};

it('the standard format is type, time and facts', () => {
  const { type, timestamp, data } = message;
  expect(bodyFor('standard', message)).toEqual({ type, timestamp, data });
});

it.each([
  ['slack', 'DB-1 came in: &lt;b&gt;*dark*&lt;/b&gt; &amp; [x](http://evil.example.test)'],
  ['teams', String.raw`DB\\-1 came in: \\<b\\>\\*dark\\*\\</b\\> & \\[x\\]\\(http`],
  ['feishu', '"title":"DB-1 came in: <b>*dark*</b> & [x](http'],
  ['dingtalk', String.raw`### DB\\-1 came in: \\<b\\>\\*dark\\*\\</b\\> & \\[x\\]\\(http`],
] as const)('in %s a subject is no markup', (format, expected) => {
  expect(JSON.stringify(bodyFor(format, message))).toContain(expected);
});

it('every format for people has the link, and none is longer than its product takes', () => {
  for (const format of webhookFormats.filter((one) => one !== 'standard')) {
    const body = JSON.stringify(bodyFor(format, { ...message, text: 'a'.repeat(100_000) }));
    expect(body).toContain('https://desk.example.test/tickets/DB-1');
    expect(body.length).toBeLessThan(10_000);
  }
});
