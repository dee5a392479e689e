import { Modal } from '@mantine/core';
import { useWords } from '../i18n/language.js';
import { appWords } from './app-words.js';
import styles from './palette.module.css';
import { useAllShortcuts } from './shortcuts.js';

/** All keys that do something here. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useWords(appWords);
  const shortcuts = useAllShortcuts().filter(({ keys }) => keys !== undefined);
  const groups = grouped(shortcuts);
  return (
    <Modal opened onClose={onClose} title={t('keys')} size="lg">
      <div className={styles.sheet}>
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys!} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

export function Keys({ keys }: { keys: string }) {
  return keys
    .split(' ')
    .map((key) => (
      <kbd key={key}>
        {key.replace('mod+', 'Ctrl ').replace(/ (\w)$/, (_, letter: string) => ` ${letter.toUpperCase()}`)}
      </kbd>
    ));
}

function grouped<T extends { group: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return groups;
}
