import { expect, it } from '@jest/globals';
import { headersFor } from './dead-letters.js';

const data = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

it('a replayed event keeps its trace and names its aggregate, without the message id that the stream remembers', () => {
  const sent = headersFor({
    stream: 'EVENTS',
    data: data({ id: 'ticket:t:3' }),
    headers: [
      ['traceparent', '00-a-b-01'],
      ['Nats-Msg-Id', 'ticket:t:3'],
    ],
  });
  expect(Object.fromEntries(sent.keys().map((key) => [key, sent.get(key)]))).toEqual({
    traceparent: '00-a-b-01',
    'Deskbeat-Republished': 'ticket:t:3',
  });
});

it.each([['not JSON'], [{ id: 'a\nb' }], [{ id: 7 }]])('%j gets no header of ours', (value) => {
  expect(headersFor({ stream: 'EVENTS', data: data(value), headers: [] }).keys()).toEqual([]);
});
