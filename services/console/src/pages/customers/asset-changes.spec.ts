import { expect, it } from '@jest/globals';
import { assetChanges, assetFrom } from './asset-changes.js';

it('only what is another value now is sent, and what was emptied is cleared', () => {
  const before = assetFrom({ product: 'Pump', serial: 'A-17', location: 'Hall 3' });
  expect(assetChanges(before, before)).toEqual({});
  expect(assetChanges({ ...before, serial: ' A-18 ', location: '' }, before)).toEqual({
    serial: 'A-18',
    clear: ['location'],
  });
});
