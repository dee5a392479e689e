import type { IntakeConfig } from '../intake.config.js';
import type { SilenceRules } from '../ticket/domain/silence.js';

export const dayMs = 24 * 60 * 60 * 1000;

const spanOf = (days: number): number | undefined => (days === 0 ? undefined : days * dayMs);

export function silenceRules({
  CONFIRM_REMIND_DAYS,
  SILENT_RESOLVE_DAYS,
  SILENT_CLOSE_DAYS,
}: IntakeConfig): SilenceRules {
  const marks = new Set(CONFIRM_REMIND_DAYS.split(',').map(Number).filter(Boolean));
  return {
    remindAfterMs: [...marks].sort((a, b) => a - b).map((days) => days * dayMs),
    resolveAfterMs: spanOf(SILENT_RESOLVE_DAYS),
    closeAfterMs: spanOf(SILENT_CLOSE_DAYS),
  };
}
