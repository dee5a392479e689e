import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './split.module.css';

/** A list, below a head that stays, beside what was chosen in it; on a phone one of the two. */
export function Split({
  isChosen,
  head,
  list,
  children,
}: {
  isChosen: boolean;
  head: ReactNode;
  list: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.both} data-chosen={isChosen || undefined}>
      <div className={styles.list}>
        <div className={styles.head}>{head}</div>
        {list}
      </div>
      <div className={styles.chosen}>{children}</div>
    </div>
  );
}

/** From what was chosen to the list, where there is room for one of them. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={styles.back}>
      <IconArrowLeft size={16} /> {children}
    </Link>
  );
}
