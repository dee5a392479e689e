import { expect, it } from '@jest/globals';
import type { Priority } from '@deskbeat/contracts';
import { backOf, shownAfter } from './bulk-undo.js';

const ticket = (id: string, priority: Priority = 'low', tags: string[] = [], assigneeId?: string) => ({
  id,
  priority,
  tags,
  ...(assigneeId && { assigneeId }),
});

it('tickets go back to the priority that each had', () => {
  const before = [ticket('a', 'low'), ticket('b', 'high'), ticket('c', 'low')];
  expect(backOf({ update: { priority: 'urgent' } }, before)).toEqual([
    { work: { update: { priority: 'low' } }, ids: ['a', 'c'] },
    { work: { update: { priority: 'high' } }, ids: ['b'] },
  ]);
});

it('a tag that a ticket had already stays', () => {
  const before = [ticket('a', 'low', ['vpn']), ticket('b')];
  expect(backOf({ update: { addTags: ['vpn'] } }, before)).toEqual([
    { work: { update: { removeTags: ['vpn'] } }, ids: ['b'] },
  ]);
});

it('tickets go back to who had them, or to the queue', () => {
  const before = [ticket('a', 'low', [], 'ben'), ticket('b')];
  expect(backOf({ assign: { personId: 'ana', reason: 'r' } }, before)).toEqual([
    { work: { assign: { personId: 'ben', reason: 'r' } }, ids: ['a'] },
    { work: { assign: { reason: 'r' } }, ids: ['b'] },
  ]);
});

it('messages and moves are not taken back', () => {
  expect(backOf({ macro: { id: 'm' } }, [ticket('a')])).toEqual([]);
  expect(backOf({ status: { to: 'resolved' } }, [ticket('a')])).toEqual([]);
});

it('what is certain is shown at once', () => {
  expect(shownAfter(ticket('a', 'low', ['x']), { update: { addTags: ['y', 'x'] } }).tags).toEqual(['x', 'y']);
  expect(shownAfter(ticket('a'), { update: { priority: 'urgent' } }).priority).toBe('urgent');
});
