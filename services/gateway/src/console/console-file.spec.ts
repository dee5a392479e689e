import { expect, it } from '@jest/globals';
import { consoleFile } from './console-file.js';

it.each([
  ['/', 'page'],
  ['/tickets/DB-10482', 'page'],
  ['/settings/people/ana.b', 'page'],
  ['/assets/index-Ab_3-x.js', 'file'],
  ['/assets/gone', 'nothing'],
  ['/deskbeat.svg', 'file'],
  ['/api', 'nothing'],
  ['/api/v1/nothing', 'nothing'],
  ['/confirm/a', 'nothing'],
  ['/portal/new', 'nothing'],
  ['/health', 'nothing'],
  ['/metrics', 'nothing'],
  ['/assets/../package.json', 'nothing'],
  ['/../index.js', 'nothing'],
  ['/.built', 'nothing'],
  ['/assets/..%2f..%2fpackage.json', 'nothing'],
])('%s is %s', (path, kind) => {
  expect(consoleFile(path).kind).toBe(kind);
});

it('only what has its content in its name is kept for good', () => {
  expect(consoleFile('/assets/a-1.js')).toMatchObject({ cache: expect.stringContaining('immutable') });
  expect(consoleFile('/scheme.js')).toMatchObject({ cache: 'public, max-age=3600' });
});
