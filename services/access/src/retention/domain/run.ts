import type { Actor, ErasureReport, RetentionRunView, TicketOfWhom } from '@deskbeat/contracts';

/** What is done one after the other. */
export const stages = ['tickets', 'search', 'notices', 'audit'] as const;
export type Stage = (typeof stages)[number];

/** How far the rules are applied this time. */
export interface RetentionRun {
  _id: string;
  version: number;
  by: Actor;
  /** From here limits are counted back. */
  startedAt: Date;
  doneAt?: Date;
  /** When somebody may go on; absent once it is done. */
  dueAt?: Date;
  stage: Stage;
  /** What is at work: whoever is killed leaves it to be done again. */
  batch?: TicketOfWhom[];
  /** Where the stage goes on after that. */
  cursor?: string;
  report: ErasureReport[];
}

type Progress = Pick<RetentionRun, 'report'> & { dueAt: Date };

/** On with the next stage, or at the end. */
export function nextStage({ batch: _, cursor: __, dueAt: ___, ...run }: RetentionRun, on: Progress): RetentionRun {
  const stage = stages[stages.indexOf(run.stage) + 1];
  return stage ? { ...run, ...on, stage } : { ...run, report: on.report, doneAt: on.dueAt };
}

/** On with what comes after the cursor, or with the next stage where that is all. */
export function nextPage(run: RetentionRun, cursor: string | undefined, on: Progress): RetentionRun {
  if (cursor === undefined) return nextStage(run, on);
  const { batch: _, ...rest } = run;
  return { ...rest, ...on, cursor };
}

/** Whether anything went. */
export const isEmpty = ({ report }: Pick<RetentionRun, 'report'>): boolean =>
  report.every(({ counts }) => counts.every(({ what, count }) => count === 0 || what === 'held'));

export function viewOf({ _id: id, doneAt, startedAt, by, report }: RetentionRun): RetentionRunView {
  const times = { startedAt: startedAt.toISOString(), ...(doneAt && { doneAt: doneAt.toISOString() }) };
  return { id, state: doneAt ? 'done' : 'running', by, ...times, report };
}
