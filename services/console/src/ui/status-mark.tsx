import {
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDotted,
  IconCircleHalf2,
  IconCircleX,
} from '@tabler/icons-react';
import type { Status } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import styles from './marks.module.css';
import { statusWords } from './vocabulary-words.js';

const icons = {
  new: IconCircleDotted,
  'pending-assignment': IconCircleDashed,
  'in-progress': IconCircleHalf2,
  'awaiting-confirmation': IconCircle,
  resolved: IconCircleCheck,
  closed: IconCircleX,
};

export function StatusMark({ status, bare = false }: { status: Status; bare?: boolean }) {
  const { language } = useLanguage();
  const Icon = icons[status];
  const word = say(statusWords[status], language);
  return (
    <span className={styles.mark} title={word}>
      <Icon size={16} stroke={2} className={styles[status]} aria-hidden />
      <span className={bare ? 'db-hidden' : styles.text}>{word}</span>
    </span>
  );
}
