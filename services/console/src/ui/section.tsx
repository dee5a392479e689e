import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.js';
import { kitWords } from './kit-words.js';
import styles from './section.module.css';

/** A titled part of a panel. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        <span className={styles.end}>{actions}</span>
      </div>
      {children}
    </section>
  );
}

/** Says what belongs here, and offers the one next step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {icon}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Rows that are on their way, in their final shape. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const t = useWords(kitWords);
  return (
    <div className={styles.skeleton} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.line}>
          <Skeleton height={10} width={64} />
          <Skeleton height={10} width={`${40 + ((row * 17) % 40)}%`} />
          <Skeleton height={16} width={72} ml="auto" radius="xl" />
        </div>
      ))}
    </div>
  );
}
