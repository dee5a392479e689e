import { IconUserQuestion } from '@tabler/icons-react';
import type { Presence } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { hueOf, initialsOf } from './initials.js';
import styles from './marks.module.css';
import { presenceWords } from './vocabulary-words.js';

/** Somebody's initials; without a name, nobody. */
export function PersonAvatar({
  id = '',
  name,
  size = 24,
  title = name,
}: {
  id?: string;
  name?: string;
  size?: number;
  title?: string;
}) {
  if (name === undefined) {
    return (
      <span className={`${styles.avatar} ${styles.nobody}`} style={{ fontSize: size }} title={title} aria-hidden>
        <IconUserQuestion size={size * 0.6} />
      </span>
    );
  }
  const style = { fontSize: size, background: `hsl(${hueOf(id)} 42% 30%)` };
  return (
    <span
      className={styles.avatar}
      style={style}
      title={title}
      role="img"
      aria-label={name}
      data-initials={initialsOf(name)}
    />
  );
}

export function PresenceDot({ presence }: { presence: Presence }) {
  const { language } = useLanguage();
  const word = say(presenceWords[presence], language);
  return <span className={`${styles.presence} ${styles[presence]}`} role="img" aria-label={word} title={word} />;
}
