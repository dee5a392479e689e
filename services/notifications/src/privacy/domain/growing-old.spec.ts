import { expect, it } from '@jest/globals';
import { mayGo, type Aging } from './growing-old.js';

it.each<[string, Aging, boolean]>([
  ['was sent', { state: 'sent', ticketId: 't1' }, true],
  ['is about no ticket', { state: 'sent' }, true],
  ['was given up', { state: 'failed' }, true],
  ['waits to be sent', { state: 'queued' }, false],
  ['is held back for its recipient', { state: 'held' }, false],
  ['is not told to others yet', { state: 'sent', outbox: [{}] }, false],
  ['is about what is on hold', { state: 'sent', ticketId: 'kept' }, false],
])('a notice that %s', (_, notice, goes) => {
  expect(mayGo(notice, new Set(['kept']))).toBe(goes);
});
