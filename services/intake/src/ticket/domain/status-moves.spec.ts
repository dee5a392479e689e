import { expect, it } from '@jest/globals';
import { statuses, type Status } from '@deskbeat/contracts';
import { checkMove, moveBetween, movesFrom, statusMoves, stillNeeded, type Need } from './status-moves.js';

const table: [Status, Status, Need[]][] = [
  ['new', 'pending-assignment', ['type', 'priority']],
  ['new', 'in-progress', ['assignee']],
  ['pending-assignment', 'in-progress', ['assignee']],
  ['in-progress', 'pending-assignment', ['queue', 'reason']],
  ['in-progress', 'awaiting-confirmation', ['message']],
  ['in-progress', 'resolved', ['resolution']],
  ['awaiting-confirmation', 'in-progress', []],
  ['awaiting-confirmation', 'resolved', []],
  ['resolved', 'in-progress', ['reason or message']],
  ['resolved', 'closed', []],
];
const everything = { assignee: 'ana', queue: 'q', reason: 'r', message: 'm', resolution: 's' };

const pairs = statuses.flatMap((from) => statuses.map((to): [Status, Status] => [from, to]));

it.each(pairs)('%s → %s is as the table of the ticket’s life says', (from, to) => {
  const row = table.find((known) => known[0] === from && known[1] === to);
  expect(moveBetween(from, to)?.needs).toEqual(row?.[2]);
  const check = (): void => checkMove(movesFrom(from), from, to, everything);
  if (row) return expect(check).not.toThrow();
  const allowed = table.filter((known) => known[0] === from).map((known) => known[1]);
  expect(check).toThrow(expect.objectContaining({ code: 'move-not-allowed', context: { from, to, allowed } }));
});

const needy = statusMoves.filter((row) => stillNeeded(row).length > 0);

it.each(needy)('$from → $to is refused with nothing at hand, and says what it needs', (row) => {
  const { from, to } = row;
  expect(() => checkMove(movesFrom(from), from, to, {})).toThrow(
    expect.objectContaining({ code: 'move-needs-more', context: { from, to, needs: stillNeeded(row) } }),
  );
});

it('type and priority are never asked for: a ticket has them', () => {
  expect(stillNeeded(moveBetween('new', 'pending-assignment')!)).toEqual([]);
});

it.each([{ reason: 'r' }, { message: 'm' }])('reopening is content with %j', (given) => {
  expect(stillNeeded(moveBetween('resolved', 'in-progress')!, given)).toEqual([]);
});
