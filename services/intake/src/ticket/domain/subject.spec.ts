import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limits, OpenTicket, validated } from '@deskbeat/contracts';
import { subjectIn } from './subject.js';

it.each([
  ['It is broken', 'It is broken'],
  ['\n  \t\r\n  No   light\there \r\nsince Monday', 'No light here'],
  ['-----\n打印机坏了', '打印机坏了'],
  ['!!!', '!!!'],
  [`${'word '.repeat(40)}`, `${'word '.repeat(18)}word…`],
  ['好'.repeat(300), `${'好'.repeat(99)}…`],
  ['😀'.repeat(300), `${'😀'.repeat(99)}…`],
])('%j is about %j', (text, subject) => expect(subjectIn(text)).toBe(subject));

it('whatever text is accepted, its subject is as well', () => {
  const customer = {};
  const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }).filter((text) => {
    try {
      return validated(OpenTicket, { text, channel: 'web', customer }) !== undefined;
    } catch {
      return false;
    }
  });
  fc.assert(
    fc.property(texts, (text) => {
      const subject = subjectIn(text);
      expect(subject.length).toBeLessThanOrEqual(limits.subject);
      validated(OpenTicket, { subject, channel: 'web', customer });
    }),
  );
});
