import { describe, expect, it, jest } from '@jest/globals';
import { problemOf } from '@deskbeat/contracts';
import { fill, namesOf } from './template.js';

const values = { ticket: { number: 'DB-1', subject: '<b>dark</b>' }, reason: '{{ ticket.number }}' };
const filled = (source: string, isHtml = false): unknown => {
  try {
    return fill({ source, pointer: '/body', isHtml }, values);
  } catch (error) {
    return problemOf(error).errors;
  }
};

it('variables stand for their values', () => {
  expect(filled('{{ ticket.number }}: {% if reason != "" %}{{ ticket.subject | upcase }}{% endif %}')).toBe(
    'DB-1: <B>DARK</B>',
  );
});

it('in HTML a value is text', () =>
  expect(filled('<i>{{ ticket.subject }}</i>', true)).toBe('<i>&lt;b&gt;dark&lt;/b&gt;</i>'));

it('a value is not read as a template', () => expect(filled('{{ reason }}')).toBe('{{ ticket.number }}'));

it('every name is known by its path', () => {
  expect(namesOf(values)).toEqual(['ticket.number', 'ticket.subject', 'reason']);
});

describe('what cannot be filled in is refused with the reason', () => {
  it.each([
    [
      'an unknown variable',
      '{{ ticket.nmuber }}',
      'unknown variable ticket.nmuber; there are ticket.number, ticket.subject, reason',
    ],
    ['a whole object', '{{ ticket }}', 'unknown variable ticket; there are ticket.number, ticket.subject, reason'],
    ['an unknown filter', '{{ reason | shout }}', expect.stringContaining('undefined filter: shout')],
    ['a tag that does not end', '{% if reason %}', expect.stringContaining('not closed')],
    ['a file', "{% include '/etc/passwd' %}", expect.any(String)],
    ['a layout', "{% layout 'a' %}", expect.any(String)],
    ['a prototype', '{{ ticket.constructor }}', expect.stringContaining('unknown variable ticket.constructor')],
    ['endless work', '{% for i in (1..100000000) %}x{% endfor %}', expect.any(String)],
  ])('%s', (_, source, message) => {
    expect(filled(source)).toEqual([{ pointer: '/body', message }]);
  });
});

it('a text is filled in though the process had to wait for the machine meanwhile', () => {
  const now = performance.now();
  const clock = jest
    .spyOn(performance, 'now')
    .mockReturnValueOnce(now)
    .mockReturnValue(now + 60_000);
  expect([filled('{{ ticket.number }}'), clock.mock.calls.length > 2]).toEqual(['DB-1', true]);
  clock.mockRestore();
});

it('a text that takes too long by itself is refused', () => {
  const nested = '{% for a in (1..2000) %}{% for b in (1..2000) %}{{ reason }}{% endfor %}{% endfor %}';
  expect(filled(nested)).toEqual([{ pointer: '/body', message: expect.any(String) }]);
});
