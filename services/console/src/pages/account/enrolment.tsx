import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import type { NewSecondFactor } from '@deskbeat/contracts';
import { beginSecondFactor, confirmSecondFactor } from '../../api/account.js';
import { fieldErrors } from '../../api/problem.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { OwnPassword } from './own-password.js';
import { RecoveryCodeList } from './recovery-codes.js';

/** Password, then the app, then the recovery codes. */
export function Enrolment({
  hasPassword,
  onDone,
  onCancel,
}: {
  hasPassword: boolean;
  onDone: () => void;
  onCancel?: () => void;
}) {
  const t = useWords(accountWords);
  const [given, setGiven] = useState<NewSecondFactor>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <RecoveryCodeList codes={codes} onKept={onDone} />;
  if (given) return <App given={given} onCodes={setCodes} onCancel={onCancel} />;
  return (
    <OwnPassword
      hasPassword={hasPassword}
      label={t('goOn')}
      work={beginSecondFactor}
      onDone={setGiven}
      onCancel={onCancel}
    />
  );
}

function App({
  given: { secret, uri },
  onCodes,
  onCancel,
}: {
  given: NewSecondFactor;
  onCodes: (codes: readonly string[]) => void;
  onCancel?: () => void;
}) {
  const t = useWords(accountWords);
  const refuse = useRefusal();
  const [code, setCode] = useState('');
  const picture = useMemo(() => `data:image/svg+xml,${encodeURIComponent(renderSVG(uri))}`, [uri]);
  const confirm = useMutation({
    mutationFn: () => confirmSecondFactor(code),
    onSuccess: (made) => onCodes(made.codes),
    onError: (error) => !fieldErrors(error).code && refuse(error),
  });
  const errors = useFieldErrors(confirm.error);
  return (
    <form
      className={styles.part}
      style={{ padding: 0 }}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{t('scan')}</p>
      <div className={styles.scan}>
        <img src={picture} alt={t('qr')} />
        <div className={styles.fields}>
          <div>
            <div className="db-quiet">{t('byHand')}</div>
            <div className={styles.secret} data-secret>
              {secret.replace(/.{4}(?=.)/g, '$& ')}
            </div>
          </div>
          <TextInput
            label={t('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            autoFocus
            value={code}
            error={errors.code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      </div>
      <div className={styles.row}>
        <Button type="submit" loading={confirm.isPending}>
          {t('turnOn')}
        </Button>
        {onCancel && (
          <Button variant="subtle" color="gray" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
