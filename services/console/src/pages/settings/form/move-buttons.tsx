import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useWords } from '../../../i18n/language.js';
import { settingsWords } from '../settings-words.js';
import styles from './form.module.css';

interface Shown {
  name: string;
  can: { up: boolean; down: boolean };
  onMove: (by: -1 | 1) => void;
}

/** One place up or down in an order. */
export function MoveButtons({ name, can, onMove }: Shown) {
  const t = useWords(settingsWords);
  return (
    <span className={styles.moves}>
      <ActionIcon aria-label={t('moveUp', { name })} disabled={!can.up} onClick={() => onMove(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('moveDown', { name })} disabled={!can.down} onClick={() => onMove(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
    </span>
  );
}
