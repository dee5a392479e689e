import { useLanguage } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { tierWords } from './customer-words.js';
import styles from './customers.module.css';

/** Nothing for what everybody has. */
export function TierMark({ tier }: { tier: string }) {
  const { language } = useLanguage();
  if (tier === 'standard') return null;
  return <span className={styles.tier}>{tierWords[tier] ? say(tierWords[tier], language) : tier}</span>;
}
