import { expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { republishedHeader } from '@deskbeat/messaging';
import { frameOf, isNews } from './frame.js';

const message = (id: string, text: string, name = 'Nats-Msg-Id') => {
  const carried = headers();
  carried.set(name, id);
  return { seq: 7, subject: 'evt.ticket.status-changed.v1', headers: carried, string: () => text };
};

it('a frame names the event, its place and its ticket', () => {
  const { bytes, ...rest } = frameOf(message('ticket:01-a:3', '{"a":1}'));
  expect(rest).toEqual({ seq: 7, ticketId: '01-a' });
  expect(bytes.toString()).toBe('id: 7\nevent: ticket.status-changed\ndata: {"a":1}\n\n');
});

it('an id with colons is kept whole', () => {
  expect(frameOf(message('ticket:a:b:12', '{}')).ticketId).toBe('a:b');
});

it('a line end in the data starts no other field', () => {
  expect(frameOf(message('ticket:a:1', '{\n"a":1}\r\nevent: x')).bytes.toString()).toContain(
    'data: { "a":1} event: x\n\n',
  );
});

it('what is published again is no news', () => {
  expect(isNews(message('ticket:a:1', '{}'))).toBe(true);
  expect(isNews(message('ticket:a:1', '{}', republishedHeader))).toBe(false);
});
