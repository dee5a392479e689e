import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../../i18n/language.js';
import { settingsWords } from '../settings-words.js';
import type { Faults } from '../../../ui/faults.js';
import styles from './form.module.css';
import { MoveButtons } from './move-buttons.js';
import { moved } from './order.js';
import type { Own } from './resource.js';

interface Item<T> {
  item: T;
  index: number;
  faults: Faults;
  /** Changes some of it. */
  set: (change: Partial<T>) => void;
}

interface Shown<T> extends Own<readonly T[]> {
  /** What one is called when it is moved or removed. */
  nameOf: (item: T, index: number) => string;
  /** What a new one begins as. */
  fresh: () => T;
  add: string;
  /** Their order counts. */
  ordered?: boolean;
  none?: string;
  children: (item: Item<T>) => ReactNode;
}

/** Parts of the same kind: each can be changed, moved and taken out, and one more be added. */
export function ItemList<T extends object>(shown: Shown<T>) {
  const { value, onChange, faults, disabled, nameOf, fresh, add, ordered, none, children } = shown;
  const t = useWords(settingsWords);
  const replace = (index: number, change: Partial<T>) =>
    onChange(value.map((item, at) => (at === index ? { ...item, ...change } : item)));
  const move = (index: number, by: -1 | 1) => onChange(moved(value, index, by));
  return (
    <div className={styles.items}>
      {value.length === 0 && none && <p className="db-quiet">{none}</p>}
      {value.map((item, index) => {
        const name = nameOf(item, index);
        const can = { up: !disabled && index > 0, down: !disabled && index < value.length - 1 };
        const own = faults.under(`/${index}`);
        return (
          <div
            key={index}
            role="group"
            aria-label={name}
            className={styles.item}
            onKeyDown={(event) => {
              if (!ordered || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              // Where there is something to choose, the keys open it.
              if ((event.target as Element).matches('[aria-haspopup]')) return;
              event.preventDefault();
              event.stopPropagation();
              const by = event.key === 'ArrowUp' ? -1 : 1;
              const place = event.currentTarget.parentElement?.children[index + by];
              move(index, by);
              // The keyboard stays with what it has moved.
              place?.querySelector('input')?.focus();
            }}
          >
            <div className={styles.itemBody}>
              {children({ item, index, faults: own, set: (change) => replace(index, change) })}
              {own.own && <p className={styles.fault}>{own.own}</p>}
            </div>
            {!disabled && (
              <span className={styles.itemEnd}>
                {ordered && <MoveButtons name={name} can={can} onMove={(by) => move(index, by)} />}
                <ActionIcon
                  aria-label={t('takeOut', { name })}
                  onClick={() => onChange(value.filter((_, at) => at !== index))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </span>
            )}
          </div>
        );
      })}
      {!disabled && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => onChange([...value, fresh()])}>
            {add}
          </Button>
        </div>
      )}
    </div>
  );
}
