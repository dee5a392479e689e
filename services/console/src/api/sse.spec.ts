import { expect, it } from '@jest/globals';
import { StreamReader } from './sse.js';

const stream = 'retry: 1000\n\n: \n\nid: 7\nevent: ticket.opened\ndata: {"a":1}\n\nevent: gap\ndata: {}\n\n';
const events = [
  { id: '7', name: 'ticket.opened', data: '{"a":1}' },
  { name: 'gap', data: '{}' },
];

it('reads events, whatever their names, and leaves out comments', () => {
  expect(new StreamReader().read(stream)).toEqual(events);
});

it('reads the same in pieces of any size', () => {
  for (const size of [1, 2, 3, 7, 20]) {
    const reader = new StreamReader();
    const pieces = stream.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g'))!;
    expect(pieces.flatMap((piece) => reader.read(piece))).toEqual(events);
  }
});

it('keeps an event back until it is whole', () => {
  const reader = new StreamReader();
  expect(reader.read('data: a\ndata: b\n')).toEqual([]);
  expect(reader.read('\n')).toEqual([{ name: 'message', data: 'a\nb' }]);
});
