import { expect, it } from '@jest/globals';
import { SERVICES } from '../layout.js';
import { affectedBy } from './affected.js';

const units = ['nats', 'database', 'mail', ...SERVICES];

it.each([
  ['services/sla', ['sla']],
  ['services/console', []],
  ['libs/messaging', [...SERVICES]],
  ['libs/embedded', ['database']],
  ['libs/testing', []],
])('a change of %s restarts %j', (path, expected) => {
  expect(affectedBy(path, units)).toEqual(expected);
});

it('in one process everything starts again together', () => {
  expect(affectedBy('services/sla', ['nats', 'deskbeat'])).toEqual(['deskbeat']);
  expect(affectedBy('libs/testing', ['nats', 'deskbeat'])).toEqual([]);
});
