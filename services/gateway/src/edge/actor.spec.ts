import { expect, it } from '@jest/globals';
import { problemOf } from '@deskbeat/contracts';
import { actorOf } from './actor.js';

it.each<[string | undefined, unknown]>([
  [undefined, { kind: 'system', id: 'api' }],
  ['person:ana', { kind: 'person', id: 'ana' }],
  ['customer:c-1', { kind: 'customer', id: 'c-1' }],
  ['person:ana;name=Ana%20%C3%84', { kind: 'person', id: 'ana', name: 'Ana Ä' }],
  ['person:ana; name=Ana', { kind: 'person', id: 'ana', name: 'Ana' }],
])('%p acts as %p', (header, actor) => {
  expect(actorOf(header)).toEqual(actor);
});

it.each([
  '',
  'ana',
  'robot:ana',
  'person:',
  'person:a b',
  'person:a*',
  'person:a>',
  'person:$a',
  'person:a;name=',
  'person:a;name=%zz',
  'person:a;name=%0a',
  'person:a;role=x',
  `person:${'a'.repeat(129)}`,
])('%p is refused', (header) => {
  let failure: unknown;
  try {
    actorOf(header);
  } catch (error) {
    failure = error;
  }
  expect(problemOf(failure).code).toBe('malformed-request');
});
