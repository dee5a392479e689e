import { Tooltip } from '@mantine/core';
import { IconAlertTriangleFilled, IconCheck, IconPlayerPauseFilled } from '@tabler/icons-react';
import type { ClockFace } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say, type Language } from '../i18n/words.js';
import { chipOf, nearestFace, partsOf, type ChipState } from './sla-time.js';
import styles from './sla-chip.module.css';
import { slaWords } from './sla-words.js';
import { useTicking } from './ticker.js';
import { useHovered } from './use-hovered.js';
import { targetWords } from './vocabulary-words.js';

const round = 2 * Math.PI * 5.5;
/** The ring moves in steps that can be seen. */
const steps = 48;

interface Shown {
  state: ChipState;
  text: string;
  title: string;
  step: number;
}

export const timeText = (leftMs: number, language: Language): string => {
  const { sign, units } = partsOf(leftMs);
  const texts = units.map(({ unit, value }) => say(slaWords[unit], language, { n: String(value) }));
  return [sign, ...texts].filter(Boolean).join(' ');
};

/** Drawn again only when what it says is another text: each second below an hour, each minute above. */
function useShown(face: ClockFace, since?: string): Shown {
  const { language } = useLanguage();
  const now = useTicking((at) => {
    const { state, leftMs = 0, share } = chipOf(face, at, since);
    return `${state}|${Math.ceil(share * steps)}|${timeText(leftMs, language)}`;
  });
  const [state, step, text] = now.split('|') as [ChipState, string, string];
  const sentence = state === 'breached' || state === 'paused' || state === 'met' ? state : 'left';
  const target = say(targetWords[face.target], language);
  return {
    state,
    text: state === 'met' ? say(slaWords.noTime, language) : text,
    title: say(slaWords[sentence], language, { target, time: text.replace('− ', '') }),
    step: Number(step),
  };
}

/** One target: a ring that empties and the time that is left. */
export function TargetChip({
  face,
  since,
  all = [face],
}: {
  face: ClockFace;
  since?: string;
  all?: readonly ClockFace[];
}) {
  const { state, text, title, step } = useShown(face, since);
  const { hovered, handlers } = useHovered();
  return (
    <span className={`${styles.chip} ${styles[state]}`} role="img" aria-label={title} data-sla={state} {...handlers}>
      <Sign state={state} step={step} />
      {text}
      {hovered && <Tooltip opened target={hovered} position="bottom" label={<Targets faces={all} since={since} />} />}
    </span>
  );
}

/** The nearest open target of a ticket; nothing where no clock runs. */
export function SlaChip({ clocks, since }: { clocks: readonly ClockFace[]; since?: string }) {
  const face = nearestFace(clocks);
  return face ? <TargetChip face={face} since={since} all={clocks} /> : null;
}

function Sign({ state, step }: { state: ChipState; step: number }) {
  if (state === 'paused') return <IconPlayerPauseFilled size={12} aria-hidden />;
  if (state === 'met') return <IconCheck size={14} stroke={2.5} aria-hidden />;
  if (state === 'breached') return <IconAlertTriangleFilled size={12} aria-hidden />;
  return (
    <svg className={styles.ring} viewBox="0 0 14 14" aria-hidden>
      <circle className={styles.track} cx="7" cy="7" r="5.5" />
      <circle className={styles.left} cx="7" cy="7" r="5.5" strokeDasharray={`${(step / steps) * round} ${round}`} />
    </svg>
  );
}

function Targets({ faces, since }: { faces: readonly ClockFace[]; since?: string }) {
  return (
    <div>
      {faces.map((face) => (
        <TargetLine key={`${face.target}:${face.cycle}`} face={face} since={since} />
      ))}
    </div>
  );
}

function TargetLine({ face, since }: { face: ClockFace; since?: string }) {
  return <div className="db-figures">{useShown(face, since).title}</div>;
}
