import { Problem, statuses, type Status } from '@deskbeat/contracts';

/** What a row asks for. `assignee` and `queue` are decisions of assignment; the rest comes with the request. */
type RowNeed = 'type' | 'priority' | 'assignee' | 'queue' | 'reason' | 'message' | 'resolution' | 'reason or message';
/** A required step of the procedure (`sop:diagnosis`), a required field (`field:serial`), sub-tickets that are open. */
type OwnNeed = `sop:${string}` | `field:${string}` | 'children';
export type Need = RowNeed | OwnNeed;
export type Mover = 'person' | 'customer' | 'system' | 'assignment';

export interface StatusMove {
  readonly from: Status;
  readonly to: Status;
  readonly by: readonly Mover[];
  readonly needs: readonly Need[];
}

const move = (from: Status, to: Status, by: Mover[], needs: RowNeed[] = []): StatusMove =>
  Object.freeze({ from, to, by, needs });

/** The ticket's life, once: what the API offers, what is refused, what the documentation shows. */
export const statusMoves: readonly StatusMove[] = [
  move('new', 'pending-assignment', ['assignment', 'person'], ['type', 'priority']),
  move('new', 'in-progress', ['assignment'], ['assignee']),
  move('pending-assignment', 'in-progress', ['assignment'], ['assignee']),
  move('in-progress', 'pending-assignment', ['assignment'], ['queue', 'reason']),
  move('in-progress', 'awaiting-confirmation', ['person'], ['message']),
  move('in-progress', 'resolved', ['person'], ['resolution']),
  move('awaiting-confirmation', 'in-progress', ['customer']),
  move('awaiting-confirmation', 'resolved', ['customer', 'system']),
  move('resolved', 'in-progress', ['customer', 'person'], ['reason or message']),
  move('resolved', 'closed', ['customer', 'system']),
];

const byStatus = new Map(statuses.map((from) => [from, statusMoves.filter((row) => row.from === from)]));

export const movesFrom = (from: Status): readonly StatusMove[] => byStatus.get(from)!;

/** Programs act for people as well. What assignment decides it does itself, whoever asks. */
export const isTheirs = ({ by }: StatusMove, mover: Mover): boolean =>
  by.includes(mover) || by.includes('assignment') || (mover === 'system' && by.includes('person'));

export const moveBetween = (from: Status, to: Status): StatusMove | undefined =>
  statusMoves.find((row) => row.from === from && row.to === to);

/** What is at hand for a move. A ticket always has a type and a priority. */
export interface Given {
  assignee?: unknown;
  queue?: unknown;
  reason?: unknown;
  message?: unknown;
  resolution?: unknown;
}

function has(need: Need, given: Given): boolean {
  switch (need) {
    case 'type':
    case 'priority':
      return true;
    case 'reason or message':
      return given.reason !== undefined || given.message !== undefined;
    default:
      return given[need as keyof Given] !== undefined;
  }
}

export const stillNeeded = ({ needs }: Pick<StatusMove, 'needs'>, given: Given = {}): Need[] =>
  needs.filter((need) => !has(need, given));

/**
 * @param allowed the moves that the ticket has now
 * @throws Problem `move-not-allowed` with `allowed`, `move-needs-more` with `needs`
 */
export function checkMove(
  allowed: readonly Pick<StatusMove, 'to' | 'needs'>[],
  from: Status,
  to: Status,
  given: Given,
): void {
  const found = allowed.find((row) => row.to === to);
  if (!found) throw new Problem('move-not-allowed', { context: { from, to, allowed: allowed.map((row) => row.to) } });
  const needs = stillNeeded(found, given);
  if (needs.length > 0) throw new Problem('move-needs-more', { context: { from, to, needs } });
}
