import { expect, it } from '@jest/globals';
import { problemOf } from '@deskbeat/contracts';
import { isKnown, seenVersion } from './entity-tag.js';

const outcome = (ifMatch?: string): unknown => {
  try {
    return seenVersion(ifMatch);
  } catch (error) {
    return problemOf(error).code;
  }
};

it.each<[string | undefined, unknown]>([
  ['"3"', 3],
  [' "12" ', 12],
  [undefined, 'precondition-required'],
  ['*', 'precondition-required'],
  ['W/"3"', 'version-conflict'],
  ['"abc"', 'version-conflict'],
  ['"0"', 'version-conflict'],
  ['"-1"', 'version-conflict'],
  ['"9999999999999999999"', 'version-conflict'],
  ['""', 'version-conflict'],
  ['3', 'malformed-request'],
  ['', 'malformed-request'],
  ['"1", "2"', 'malformed-request'],
  ['"1', 'malformed-request'],
])('If-Match %p means %p', (ifMatch, expected) => {
  expect(outcome(ifMatch)).toBe(expected);
});

it.each<[string | undefined, boolean]>([
  [undefined, false],
  ['"3"', true],
  ['W/"3"', true],
  ['"2", "3"', true],
  ['*', true],
  ['"33"', false],
  ['3', false],
])('a reader with If-None-Match %p knows version 3: %p', (ifNoneMatch, known) => {
  expect(isKnown(ifNoneMatch, 3)).toBe(known);
});
