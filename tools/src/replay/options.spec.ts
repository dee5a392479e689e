import { expect, it } from '@jest/globals';
import { replayOptions } from './options.js';

it('has a default for everything but the file', () => {
  expect(replayOptions(['a.csv'])).toMatchObject({ file: 'a.csv', clients: 16, via: 'http', patienceMs: 120_000 });
});

it('takes several rules after one --map', () => {
  const { mapping } = replayOptions(['a.csv', '--map', 'priority.high=urgent', 'type.Incident=fault', '--via', 'nats']);
  expect(mapping.values.priority).toMatchObject({ high: 'urgent', low: 'low' });
  expect(mapping.values.type).toMatchObject({ incident: 'fault' });
});

it.each([
  [[], 'which file?'],
  [['a.csv', 'b.csv'], 'one file at a time, not also "b.csv"'],
  [['a.csv', '--via', 'mail'], '--via is http or nats'],
  [['a.csv', '--rate', 'fast'], '--rate must be a positive number, not "fast"'],
  [['a.csv', '--map', 'none.json'], /mapping file none.json cannot be read/],
  [['a.csv', '--colour'], /colour/],
])('%j is refused', (args, message) => {
  expect(() => replayOptions(args)).toThrow(message);
});
