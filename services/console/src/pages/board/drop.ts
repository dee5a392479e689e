import type { Status, TicketView } from '@deskbeat/contracts';
import { isInOurHands, needsOf } from '../ticket/move-needs.js';

/** What happens to a ticket that is dropped on a status. */
export type Drop = 'refuse' | 'stay' | 'move' | 'ask' | 'take';

/**
 * `move`: at once. `ask`: what the move still needs is asked for. `take`: it only needs somebody who has it, so whoever moves
 * it takes it.
 */
export function dropOf(
  { status, moves, assigneeId }: Pick<TicketView, 'status' | 'moves' | 'assigneeId'>,
  to: Status,
): Drop {
  if (to === status) return 'stay';
  const move = moves.find((one) => one.to === to);
  if (!move) return 'refuse';
  if (move.needs.length === 0) return 'move';
  if (to === 'in-progress' && assigneeId === undefined && move.needs.join() === 'assignee') return 'take';
  return isInOurHands(needsOf(move.needs)) ? 'ask' : 'refuse';
}
