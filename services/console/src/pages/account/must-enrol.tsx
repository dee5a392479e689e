import { Button, Paper, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { securityQuery } from '../../api/account.js';
import { passkeysWorkAt, signInWaysQuery } from '../../api/sign-in-ways.js';
import entrance from '../../app/entrance.module.css';
import { appWords } from '../../app/app-words.js';
import { useWords } from '../../i18n/language.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { Enrolment } from './enrolment.js';

const AddingPasskey = lazy(() => import('./adding-passkey.js'));

/** Stands before the console until there is a second factor. */
export function MustEnrol({ onDone, leave }: { onDone: () => void; leave: () => void }) {
  const t = useWords(accountWords);
  const app = useWords(appWords);
  const { data } = useQuery(securityQuery);
  const { data: ways } = useQuery(signInWaysQuery);
  const [by, setBy] = useState('app');
  return (
    <main className={entrance.entrance}>
      <Paper withBorder className={entrance.paper} style={{ width: 520 }}>
        <img src="/deskbeat.svg" width={36} height={36} alt="Deskbeat" />
        <h1>{t('needed')}</h1>
        <div className={styles.part} style={{ padding: 0 }}>
          <p className="db-quiet">{t('neededHint')}</p>
          {passkeysWorkAt(ways, location.origin) && (
            <SegmentedControl
              aria-label={t('factor')}
              value={by}
              onChange={setBy}
              data={[
                { value: 'app', label: t('byApp') },
                { value: 'passkey', label: t('byPasskey') },
              ]}
            />
          )}
          {data && by === 'app' && <Enrolment hasPassword={data.hasPassword} onDone={onDone} />}
          {data && by === 'passkey' && (
            <Suspense>
              <AddingPasskey hasPassword={data.hasPassword} onDone={onDone} onCancel={() => setBy('app')} />
            </Suspense>
          )}
          <Button variant="subtle" color="gray" onClick={leave}>
            {app('signOut')}
          </Button>
        </div>
      </Paper>
    </main>
  );
}
