import { Button, Code, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../../../i18n/language.js';
import styles from '../form/form.module.css';
import { secretWords } from './secret-words.js';

/** What only its maker is told, and only now. */
export function Secret({ value }: { value: string }) {
  const t = useWords(secretWords);
  return (
    <div className={styles.secret} role="status">
      <strong>{t('once')}</strong>
      <div className={styles.secretLine}>
        <Code block>{value}</Code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />} onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
