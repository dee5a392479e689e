import { describe, expect, it } from '@jest/globals';
import { noticeCauses, noticeLanguages, problemOf } from '@deskbeat/contracts';
import { variables } from '../domain/causes.js';
import { texts } from '../domain/texts.js';
import { render } from './engine.js';

const failureOf = (source: string): unknown => {
  try {
    return render(source, variables.assigned, 'body');
  } catch (error) {
    return problemOf(error).errors;
  }
};

describe('a text as delivered', () => {
  it.each(noticeLanguages.flatMap((language) => noticeCauses.map((cause) => [language, cause] as const)))(
    '%s %s can be filled in',
    (language, cause) => {
      const { title, body } = texts[language][cause];
      for (const source of [title, body]) expect(render(source, variables[cause], 'body')).not.toMatch(/\{\{|\{%/);
    },
  );
});

describe('a text that cannot be filled in', () => {
  it('says what is wrong, and which variables there are', () => {
    expect(failureOf('{{ ticket.nmuber }}')).toEqual([
      {
        pointer: '/body',
        message: expect.stringMatching(/undefined variable: ticket\.nmuber.*\{\{ ticket\.number \}\}/),
      },
    ]);
  });

  it.each([
    ['an unknown filter', '{{ reason | shout }}'],
    ['a tag that does not end', '{% if reason %}'],
    ['a file', "{% include '/etc/passwd' %}"],
    ['a layout', "{% layout 'a' %}"],
    ['a prototype', '{{ ticket.constructor }}'],
    ['an endless loop', '{% for i in (1..100000000) %}x{% endfor %}'],
  ])('%s', (_, source) => {
    expect(failureOf(source)).toEqual([{ pointer: '/body', message: expect.any(String) }]);
  });
});

it('what a customer wrote is not read as a template', () => {
  expect(render('{{ reason }}', { reason: '{{ ticket.link }}' }, 'body')).toBe('{{ ticket.link }}');
});
