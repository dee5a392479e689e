import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** The content of a page that scrolls as a whole. */
export function PageBody({ className = '', children }: { className?: string; children: ReactNode }) {
  return <div className={`${styles.scroll} ${className}`}>{children}</div>;
}

/** A framed part of a page. */
export function Panel({
  title,
  hint,
  actions,
  children,
}: {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {hint && <span className={`${styles.hint} db-quiet`}>{hint}</span>}
        <span className={styles.end}>{actions}</span>
      </div>
      {children}
    </section>
  );
}

/** One sentence where a list would be. */
export function NothingHere({ children }: { children: ReactNode }) {
  return <p className={`${styles.none} db-quiet`}>{children}</p>;
}
