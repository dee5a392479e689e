import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import type { OwnSecurity, PasskeyView } from '@deskbeat/contracts';
import { passkeysQuery, removePasskey, sessionsQuery } from '../../api/account.js';
import { queryClient } from '../../api/queries.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { Panel } from '../../ui/panel.js';
import { ProblemPanel } from '../../ui/problem.js';
import { useDoing } from '../../ui/toaster.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import AddingPasskey from './adding-passkey.js';

/** Devices that sign in for somebody. */
export function PasskeysPanel({ security }: { security: OwnSecurity }) {
  const t = useWords(accountWords);
  const passkeys = useQuery(passkeysQuery);
  const [isAdding, setAdding] = useState(false);
  const rest = () => setAdding(false);
  const items = passkeys.data?.items ?? [];
  return (
    <Panel title={t('passkeys')}>
      {passkeys.error && !passkeys.data && <ProblemPanel error={passkeys.error} />}
      {items.map((passkey) => (
        <PasskeyLine key={passkey.id} passkey={passkey} />
      ))}
      <div className={styles.part}>
        {isAdding ? (
          <AddingPasskey hasPassword={security.hasPassword} onDone={rest} onCancel={rest} />
        ) : (
          <>
            <p className="db-quiet">{t(items.length === 1 ? withoutTheLast(security) : 'passkeysHint')}</p>
            <Button variant={items.length > 0 ? 'default' : 'filled'} onClick={() => setAdding(true)}>
              {t('addPasskey')}
            </Button>
          </>
        )}
      </div>
    </Panel>
  );
}

function withoutTheLast({ hasPassword, needsSecondFactor, secondFactor }: OwnSecurity) {
  if (!hasPassword) return 'lastPasskeyNoPassword';
  return needsSecondFactor && !secondFactor ? 'lastPasskeyNeeded' : 'lastPasskey';
}

function PasskeyLine({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: PasskeyView }) {
  const t = useWords(accountWords);
  const formats = useFormats();
  const doing = useDoing();
  const seen = lastUsedAt ? t('seen', { ago: formats.ago(lastUsedAt) }) : t('neverUsed');
  const away = async () => {
    queryClient.setQueryData(passkeysQuery.queryKey, await removePasskey(id));
    void queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  return (
    <div className={styles.session} data-passkey={id}>
      <IconFingerprint size={22} stroke={1.6} aria-hidden />
      <div className={styles.about}>
        <span className="db-line" title={name}>
          {name}
        </span>
        <span className="db-quiet">{[seen, t('passkeySince', { at: formats.instant(createdAt) })].join(' · ')}</span>
      </div>
      <Button
        variant="default"
        aria-label={t('removePasskeyOf', { name })}
        onClick={() => void doing(t('passkeyRemoved', { name }), away)}
      >
        {t('removePasskey')}
      </Button>
    </div>
  );
}
