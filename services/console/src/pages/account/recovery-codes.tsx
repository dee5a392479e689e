import { Button, CopyButton } from '@mantine/core';
import { useWords } from '../../i18n/language.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';

/** Shown once. */
export function RecoveryCodeList({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useWords(accountWords);
  return (
    <>
      <p>{t('codesHint')}</p>
      <ul className={styles.codes} aria-label={t('codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.row}>
        <Button onClick={onKept}>{t('kept')}</Button>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </>
  );
}
