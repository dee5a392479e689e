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

it('attributes are sent together, by keys, each of its kind; none of them is cleared', () => {
  const kept = { 'firmware-version': '1.10', ports: 4 };
  const before = assetFrom({ product: 'Switch', serial: 'B-2', attributes: kept });
  expect(assetChanges(before, before, kept)).toEqual({});
  const attributes = [...before.attributes, { name: 'Rack unit', value: ' 7 ' }, { name: '', value: 'lost' }];
  expect(assetChanges({ ...before, attributes }, before, kept)).toEqual({
    attributes: { ...kept, 'rack-unit': '7' },
  });
  expect(assetChanges({ ...before, attributes: [] }, before, kept)).toEqual({ clear: ['attributes'] });
});
