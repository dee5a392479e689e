/** What a move needs that can be filled in with it, and what must be done elsewhere first. */
export interface MoveNeeds {
  reason: boolean;
  resolution: boolean;
  message: boolean;
  /** Keys of steps of the procedure. */
  steps: string[];
  /** Keys of fields. */
  fields: string[];
  /** `assignee`, `queue` and what is not known here. */
  others: string[];
}

/** What is written with the move; where a reason or a message will do, the reason is asked for. */
const written: readonly string[] = ['reason', 'resolution', 'message', 'reason or message'];

export function needsOf(needs: readonly string[]): MoveNeeds {
  const after = (prefix: string) =>
    needs.filter((need) => need.startsWith(prefix)).map((need) => need.slice(prefix.length));
  const others = needs.filter((need) => !written.includes(need) && !/^(sop|field):/.test(need));
  const [resolution, message] = [needs.includes('resolution'), needs.includes('message')];
  const reason = needs.includes('reason') || needs.includes('reason or message');
  return { reason, resolution, message, steps: after('sop:'), fields: after('field:'), others };
}

/** Whether a move can be made by filling in a form. */
export const isInOurHands = ({ others }: MoveNeeds): boolean => others.length === 0;
/** Whether a message that is sent with the move is all that it needs. */
export const needsAMessage = (needs: readonly string[]): boolean =>
  needs.every((need) => written.includes(need) && need !== 'reason');
export const needsNothing = (needs: readonly string[]): boolean => needs.length === 0;
