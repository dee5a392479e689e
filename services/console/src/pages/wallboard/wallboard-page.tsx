import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../../app/page-title.js';
import { useShortcutKeys } from '../../app/shortcuts.js';
import { nextBreachesQuery, wallboardQuery } from '../../api/wallboard.js';
import { useWords } from '../../i18n/language.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { useTicking } from '../../ui/ticker.js';
import { Figures } from './figures.js';
import { FlowChart } from './flow-chart.js';
import { NextBreaches } from './next-breaches.js';
import { StandingChart } from './standing-chart.js';
import { useScreenAwake } from './screen-awake.js';
import { WallHead } from './wall-head.js';
import { wallboardWords } from './wallboard-words.js';
import styles from './wallboard.module.css';

/** The screen on the wall: how things stand, readable from five metres, without anybody who looks after it. */
export function Page() {
  const t = useWords(wallboardWords);
  const today = useTicking((now) => new Date(now).setHours(0, 0, 0, 0));
  const board = useQuery(wallboardQuery(new Date(today).toISOString()));
  const next = useQuery(nextBreachesQuery);
  useTitle(t('title'));
  useShortcutKeys();
  useScreenAwake();
  return (
    <main className={styles.wall}>
      <WallHead asOf={board.isError ? board.dataUpdatedAt : undefined} />
      {board.isPending && <SkeletonRows rows={10} />}
      {board.error && !board.data && <ProblemPanel error={board.error} retry={() => void board.refetch()} />}
      {board.data && (
        <>
          <Figures board={board.data} />
          <div className={styles.below}>
            <div className={styles.charts}>
              <FlowChart hours={board.data.hours} />
              <StandingChart board={board.data} />
            </div>
            <NextBreaches tickets={next.data?.items} />
          </div>
        </>
      )}
    </main>
  );
}
