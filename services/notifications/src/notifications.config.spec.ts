import { expect, it } from '@jest/globals';
import { configFrom } from '@deskbeat/service';
import { NotificationsConfig } from './notifications.config.js';

it('works as it comes', () => {
  expect(configFrom(NotificationsConfig, {})).toMatchObject({ SMTP_URL: 'smtp://127.0.0.1:7326' });
});

it.each([
  ['SMTP_URL', 'http://mail'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'Desk <desk@example.test>\r\nBcc: evil@example.test'],
  ['PUBLIC_URL', 'desk'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
])('a wrong %s is named: %j', (name, value) => {
  expect(() => configFrom(NotificationsConfig, { [name]: value })).toThrow(name);
});

it.each(['desk@example.test', 'Desk <desk@example.test>'])('letters may come from %s', (MAIL_FROM) => {
  expect(configFrom(NotificationsConfig, { MAIL_FROM })).toMatchObject({ MAIL_FROM });
});
