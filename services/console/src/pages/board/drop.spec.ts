import { expect, it } from '@jest/globals';
import type { MoveView, Status } from '@deskbeat/contracts';
import { dropOf } from './drop.js';

const ticket = (status: Status, moves: MoveView[], assigneeId?: string) => ({ status, moves, assigneeId });

it.each<[string, ReturnType<typeof ticket>, Status, string]>([
  ['where it is', ticket('new', []), 'new', 'stay'],
  ['where the table has no way', ticket('closed', []), 'new', 'refuse'],
  ['where nothing is needed', ticket('new', [{ to: 'pending-assignment', needs: [] }]), 'pending-assignment', 'move'],
  [
    'where it is done in place of the customer',
    ticket('resolved', [{ to: 'closed', needs: ['reason or message'] }]),
    'closed',
    'ask',
  ],
  [
    'where a solution is needed',
    ticket('in-progress', [{ to: 'resolved', needs: ['resolution'] }], 'ana'),
    'resolved',
    'ask',
  ],
  ['where a step is needed', ticket('in-progress', [{ to: 'resolved', needs: ['sop:a'] }], 'ana'), 'resolved', 'ask'],
  [
    'in progress without an assignee',
    ticket('pending-assignment', [{ to: 'in-progress', needs: ['assignee'] }]),
    'in-progress',
    'take',
  ],
  [
    'where assignment decides',
    ticket('in-progress', [{ to: 'pending-assignment', needs: ['queue'] }], 'ana'),
    'pending-assignment',
    'refuse',
  ],
])('%s', (_, given, to, expected) => {
  expect(dropOf(given, to)).toBe(expected);
});
