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

export function needsOf(needs: readonly string[]): MoveNeeds {
  const after = (prefix: string) =>
    needs.filter((need) => need.startsWith(prefix)).map((need) => need.slice(prefix.length));
  const named = ['reason', 'resolution', 'message'] as const;
  const [reason, resolution, message] = named.map((name) => needs.includes(name)) as [boolean, boolean, boolean];
  const others = needs.filter((need) => !(named as readonly string[]).includes(need) && !/^(sop|field):/.test(need));
  return { reason, resolution, message, steps: after('sop:'), fields: after('field:'), others };
}

/** Whether a move can be made by filling in a form. */
export const isInOurHands = ({ others }: MoveNeeds): boolean => others.length === 0;
export const needsNothing = (needs: readonly string[]): boolean => needs.length === 0;
