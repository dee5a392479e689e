import type { Priority, Status } from '@deskbeat/contracts';
import styles from './marks.module.css';

/** Icons of Tabler, each drawn as one path: rows by the hundred have some. */
export const statusGlyphs: Readonly<Record<Status, string>> = {
  new: 'M7.5 4.21l0 .01M4.21 7.5l0 .01M3 12l0 .01M4.21 16.5l0 .01M7.5 19.79l0 .01M12 21l0 .01M16.5 19.79l0 .01M19.79 16.5l0 .01M21 12l0 .01M19.79 7.5l0 .01M16.5 4.21l0 .01M12 3l0 .01',
  'pending-assignment':
    'M8.56 3.69a9 9 0 0 0 -2.92 1.95M3.69 8.56a9 9 0 0 0 -.69 3.44M3.69 15.44a9 9 0 0 0 1.95 2.92M8.56 20.31a9 9 0 0 0 3.44 .69M15.44 20.31a9 9 0 0 0 2.92 -1.95M20.31 15.44a9 9 0 0 0 .69 -3.44M20.31 8.56a9 9 0 0 0 -1.95 -2.92M15.44 3.69a9 9 0 0 0 -3.44 -.69',
  'in-progress': 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M12 3v18M12 14l7 -7M12 19l8.5 -8.5M12 9l4.5 -4.5',
  'awaiting-confirmation': 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0',
  resolved: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 12l2 2l4 -4',
  closed: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M10 10l4 4m0 -4l-4 4',
};
export const priorityGlyphs: Readonly<Record<Priority, string>> = {
  urgent:
    'M8 16v-4a4 4 0 0 1 8 0v4M3 12h1m8 -9v1m8 8h1m-15.4 -6.4l.7 .7m12.1 -.7l-.7 .7M6 17a1 1 0 0 1 1 -1h10a1 1 0 0 1 1 1v2a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1l0 -2',
  high: 'M6 15l6 -6l6 6',
  medium: 'M5 10h14M5 14h14',
  low: 'M6 9l6 6l6 -6',
  planned:
    'M4 7a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2l0 -12M16 3l0 4M8 3l0 4M4 11l16 0M8 15h2v2h-2l0 -2',
};

/** A picture of 16 pixels in one stroke, in the colour of a status or a priority. */
export function Glyph({ of, d }: { of: Status | Priority; d: string }) {
  return (
    <svg className={`${styles.glyph} ${styles[of]}`} viewBox="0 0 24 24" aria-hidden>
      <path d={d} />
    </svg>
  );
}
