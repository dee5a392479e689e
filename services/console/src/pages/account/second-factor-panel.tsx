import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OwnSecurity } from '@deskbeat/contracts';
import { removeSecondFactor, renewRecoveryCodes, securityQuery } from '../../api/account.js';
import { queryClient } from '../../api/queries.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { Panel } from '../../ui/panel.js';
import { toast } from '../../ui/toasts.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { Enrolment } from './enrolment.js';
import { OwnPassword } from './own-password.js';
import { RecoveryCodeList } from './recovery-codes.js';

type Doing = { at: 'rest' | 'enrolling' | 'removing' | 'renewing' } | { at: 'codes'; codes: readonly string[] };
const refresh = () => queryClient.invalidateQueries({ queryKey: securityQuery.queryKey });

/** The app that shows codes, and the codes for when it is out of reach. */
export function SecondFactorPanel({ security: { hasPassword, secondFactor } }: { security: OwnSecurity }) {
  const t = useWords(accountWords);
  const formats = useFormats();
  const [doing, setDoing] = useState<Doing>({ at: 'rest' });
  const rest = () => {
    setDoing({ at: 'rest' });
    void refresh();
  };
  return (
    <Panel
      title={t('factor')}
      actions={
        <span className={styles.state} data-on={secondFactor !== undefined || undefined}>
          {t(secondFactor ? 'on' : 'off')}
        </span>
      }
    >
      <div className={styles.part}>
        {doing.at === 'enrolling' && <Enrolment hasPassword={hasPassword} onDone={rest} onCancel={rest} />}
        {doing.at === 'removing' && (
          <OwnPassword
            hasPassword={hasPassword}
            label={t('remove')}
            work={removeSecondFactor}
            onDone={() => {
              toast({ tone: 'done', text: t('removed') });
              rest();
            }}
            onCancel={rest}
          />
        )}
        {doing.at === 'renewing' && (
          <OwnPassword
            hasPassword={hasPassword}
            label={t('newCodes')}
            work={renewRecoveryCodes}
            onDone={({ codes }) => setDoing({ at: 'codes', codes })}
            onCancel={rest}
          />
        )}
        {doing.at === 'codes' && <RecoveryCodeList codes={doing.codes} onKept={rest} />}
        {doing.at === 'rest' && !secondFactor && (
          <>
            <p className="db-quiet">{t('factorOff')}</p>
            <Button onClick={() => setDoing({ at: 'enrolling' })}>{t('setUp')}</Button>
          </>
        )}
        {doing.at === 'rest' && secondFactor && (
          <>
            <p className="db-quiet">
              {t('factorOn', { at: formats.instant(secondFactor.since) })} ·{' '}
              {t('codesLeft', { n: secondFactor.recoveryCodesLeft })}
            </p>
            <div className={styles.row}>
              <Button variant="default" onClick={() => setDoing({ at: 'renewing' })}>
                {t('newCodes')}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setDoing({ at: 'removing' })}>
                {t('remove')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
