import type { ReactNode } from 'react';
import styles from './form.module.css';

/** Rows below their heads; what is too wide is scrolled by itself. @param numbers the heads of columns of numbers */
export function AnswerTable({
  heads,
  numbers = [],
  children,
}: {
  heads: readonly string[];
  numbers?: readonly string[];
  children: ReactNode;
}) {
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" data-number={numbers.includes(head) || undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
