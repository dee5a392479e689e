import type { HourlyFlow } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../i18n/language.js';
import { locales } from '../../i18n/words.js';
import { wallboardWords } from './wallboard-words.js';
import styles from './wallboard.module.css';

const width = 720;
const height = 200;
const floor = 176;
const ceiling = 14;

/** Above the highest bar, something that can be halved. */
const topOf = (most: number): number => Math.max(2, Math.ceil(most / 2) * 2);

/** What came and what was done, hour by hour. */
export function FlowChart({ hours }: { hours: readonly HourlyFlow[] }) {
  const t = useWords(wallboardWords);
  const { language } = useLanguage();
  const hourText = new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit' });
  const top = topOf(Math.max(...hours.flatMap(({ created, resolved }) => [created, resolved])));
  const step = (width - 32) / hours.length;
  const y = (value: number): number => floor - ((floor - ceiling) * value) / top;
  const sum = (of: 'created' | 'resolved'): number => hours.reduce((all, hour) => all + hour[of], 0);
  return (
    <section className={styles.chart} aria-label={t('flow')}>
      <h2 className={styles.chartTitle}>
        {t('flow')}
        <span className={styles.legend}>
          <span className={styles.swatch} data-series="created" /> {t('created')}
          <span className={styles.swatch} data-series="resolved" /> {t('resolved')}
        </span>
      </h2>
      <svg
        className={styles.bars}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('flowSum', { created: sum('created'), resolved: sum('resolved') })}
      >
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line className={styles.grid} x1={32} x2={width} y1={y(value)} y2={y(value)} />
            <text className={styles.axis} x={24} y={y(value) + 5} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {hours.map(({ from, created, resolved }, index) => {
          const x = 32 + index * step;
          const hour = hourText.format(new Date(from));
          return (
            <g key={from}>
              <title>{t('flowHour', { hour, created, resolved })}</title>
              <Bar series="created" x={x + step * 0.12} y={y(created)} width={step * 0.36} />
              <Bar series="resolved" x={x + step * 0.5} y={y(resolved)} width={step * 0.36} />
              {index % 4 === 2 && (
                <text className={styles.axis} x={x + step / 2} y={height - 4} textAnchor="middle">
                  {hour}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </section>
  );
}

function Bar({ series, ...box }: { series: 'created' | 'resolved'; x: number; y: number; width: number }) {
  return <rect {...box} className={styles.bar} data-series={series} height={floor - box.y} rx={2} />;
}
