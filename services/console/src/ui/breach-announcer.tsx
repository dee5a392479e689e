import type { TicketView } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { slaWords } from './sla-words.js';
import { chipOf, nearestFace } from './sla-time.js';
import { useTicking } from './ticker.js';
import { targetWords } from './vocabulary-words.js';

/** Says to those who do not see it when a promise becomes urgent or breaks; figures that only count are not read out. */
export function BreachAnnouncer({
  tickets,
}: {
  tickets: readonly Pick<TicketView, 'number' | 'clocks' | 'createdAt'>[];
}) {
  const { language } = useLanguage();
  const text = useTicking((now) => {
    const pressing = tickets.flatMap(({ number, clocks, createdAt }) => {
      const face = nearestFace(clocks);
      const state = face && chipOf(face, now, createdAt).state;
      if (!face || (state !== 'urgent' && state !== 'breached')) return [];
      return `${number}: ${say(slaWords[state === 'urgent' ? 'isUrgent' : 'isBreached'], language, { target: say(targetWords[face.target], language) })}`;
    });
    return pressing.join('. ');
  });
  return (
    <div className="db-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
