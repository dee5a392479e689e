import { keyFrom } from './key-from.js';

describe('a key of something of one’s own', () => {
  it.each([
    ['Serial number', [], 'serial-number'],
    ['Größe (cm)', [], 'gro-e-cm'],
    ['Serial number', ['serial-number'], 'serial-number-2'],
    ['3rd visit', [], 'rd-visit'],
    ['序列号', [], 'field-1'],
    ['序列号', ['field-1'], 'field-2'],
  ])('%s', (name, taken, expected) => expect(keyFrom(name, taken, 'field')).toBe(expected));
});
