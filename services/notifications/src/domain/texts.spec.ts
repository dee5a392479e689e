import { expect, it } from '@jest/globals';
import { noticeCauses, noticeLanguages } from '@deskbeat/contracts';
import { fill } from '@deskbeat/templates';
import { variables } from './causes.js';
import { texts } from './texts.js';

const cases = noticeLanguages.flatMap((language) => noticeCauses.map((cause) => [language, cause] as const));

it.each(cases)('%s: the text for %s as delivered can be filled in', (language, cause) => {
  const { title, body } = texts[language][cause];
  for (const source of [title, body]) {
    expect(fill({ source, pointer: '/body' }, variables[cause])).not.toMatch(/\{\{|\{%/);
  }
});
