import { useQuery } from '@tanstack/react-query';
import type { TargetReport, TicketView } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { Section } from '../../ui/section.js';
import { TargetChip, timeText } from '../../ui/sla-chip.js';
import { targetWords } from '../../ui/vocabulary-words.js';
import { panelWords } from './panel-words.js';
import { clockReportQuery } from './ticket-data.js';
import styles from './ticket.module.css';

/** Every target with what was used of it, and every pause. */
export function SlaPanel({ ticket }: { ticket: TicketView }) {
  const t = useWords(panelWords);
  const { language } = useLanguage();
  // A ticket without clocks has none yet, or never.
  const report = useQuery({ ...clockReportQuery(ticket.id), enabled: ticket.clocks.length > 0 }).data;
  const pauses = report?.pauses ?? [];
  const paused = pauses.reduce((sum, { from, to }) => sum + Date.parse(to ?? report!.at) - Date.parse(from), 0);
  return (
    <Section title={t('sla')}>
      {ticket.clocks.length === 0 && <span className="db-quiet">{t('noClock')}</span>}
      <ul className={styles.lines}>
        {ticket.clocks.map((face) => (
          <li key={`${face.target}:${face.cycle}`}>
            <div className={styles.line}>
              <span>
                {say(targetWords[face.target], language)}
                {face.cycle > 1 && ` ${face.cycle}`}
              </span>
              <span style={{ marginLeft: 'auto' }}>
                <TargetChip face={face} since={ticket.createdAt} />
              </span>
            </div>
            <Used
              target={report?.targets.find(({ target, cycle }) => target === face.target && cycle === face.cycle)}
            />
          </li>
        ))}
      </ul>
      {pauses.length > 0 && (
        <p className="db-quiet" style={{ margin: '4px 0 0', fontSize: 12 }}>
          {t('pausedFor', { n: pauses.length, time: timeText(paused, language) })}
        </p>
      )}
    </Section>
  );
}

function Used({ target }: { target: TargetReport | undefined }) {
  const t = useWords(panelWords);
  const { language } = useLanguage();
  const { clockTime } = useFormats();
  if (!target) return null;
  const { usedMs, dueAt, stoppedAt, lateMs } = target;
  const parts = [
    t('used', { time: timeText(usedMs, language) }),
    stoppedAt ? t('stopped', { when: clockTime(stoppedAt) }) : dueAt && t('due', { when: clockTime(dueAt) }),
    lateMs ? t('late', { time: timeText(lateMs, language) }) : undefined,
  ];
  return (
    <div className="db-quiet db-figures" style={{ fontSize: 12 }}>
      {parts.filter(Boolean).join(' · ')}
    </div>
  );
}
