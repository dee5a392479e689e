import { expect, it } from '@jest/globals';
import { withDatabase } from './start-store.js';

it.each([
  ['mongodb://127.0.0.1:7317', 'mongodb://127.0.0.1:7317/a'],
  ['mongodb://127.0.0.1:7317/', 'mongodb://127.0.0.1:7317/a'],
  ['mongodb://u:p@h1:1,h2:2/old?replicaSet=rs0', 'mongodb://u:p@h1:1,h2:2/a?replicaSet=rs0'],
  ['mongodb+srv://host/?w=majority', 'mongodb+srv://host/a?w=majority'],
])('%s keeps its hosts and options', (uri, expected) => {
  expect(withDatabase(uri, 'a')).toBe(expected);
});

it('another scheme is refused', () => {
  expect(() => withDatabase('postgres://h', 'a')).toThrow();
});
