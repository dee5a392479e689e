import { Button, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { securityQuery } from '../../api/account.js';
import entrance from '../../app/entrance.module.css';
import { appWords } from '../../app/app-words.js';
import { useWords } from '../../i18n/language.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { Enrolment } from './enrolment.js';

/** Stands before the console until there is a second factor. */
export function MustEnrol({ onDone, leave }: { onDone: () => void; leave: () => void }) {
  const t = useWords(accountWords);
  const app = useWords(appWords);
  const { data } = useQuery(securityQuery);
  return (
    <main className={entrance.entrance}>
      <Paper withBorder className={entrance.paper} style={{ width: 520 }}>
        <img src="/deskbeat.svg" width={36} height={36} alt="Deskbeat" />
        <h1>{t('needed')}</h1>
        <div className={styles.part} style={{ padding: 0 }}>
          <p className="db-quiet">{t('neededHint')}</p>
          {data && <Enrolment hasPassword={data.hasPassword} onDone={onDone} />}
          <Button variant="subtle" color="gray" onClick={leave}>
            {app('signOut')}
          </Button>
        </div>
      </Paper>
    </main>
  );
}
