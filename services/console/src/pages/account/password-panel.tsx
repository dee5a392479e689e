import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword, sessionsQuery } from '../../api/account.js';
import { fieldErrors } from '../../api/problem.js';
import { queryClient } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { useWords } from '../../i18n/language.js';
import { Panel } from '../../ui/panel.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';

const empty = { current: '', next: '' };

export function PasswordPanel({ hasPassword }: { hasPassword: boolean }) {
  const t = useWords(accountWords);
  const { me } = useSession();
  const refuse = useRefusal();
  const [form, setForm] = useState(empty);
  const change = useMutation({
    mutationFn: () => changePassword(form.current, form.next),
    onSuccess: () => {
      setForm(empty);
      toast({ tone: 'done', text: t('changed') });
      void queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
    onError: (error) => Object.keys(fieldErrors(error)).length === 0 && refuse(error),
  });
  const errors = useFieldErrors(change.error);
  return (
    <Panel title={t('password')} hint={hasPassword && t('passwordHint')}>
      {hasPassword ? (
        <form
          className={styles.part}
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          <div className={styles.fields}>
            <input type="text" name="username" autoComplete="username" value={me.name} readOnly hidden />
            <PasswordInput
              size="sm"
              label={t('present')}
              autoComplete="current-password"
              required
              value={form.current}
              error={errors.current}
              onChange={(event) => setForm({ ...form, current: event.currentTarget.value })}
            />
            <PasswordInput
              size="sm"
              label={t('next')}
              description={t('nextHint')}
              autoComplete="new-password"
              required
              value={form.next}
              error={errors.next}
              onChange={(event) => setForm({ ...form, next: event.currentTarget.value })}
            />
          </div>
          <Button type="submit" loading={change.isPending}>
            {t('change')}
          </Button>
        </form>
      ) : (
        <div className={styles.part}>
          <p className="db-quiet">{t('noPassword')}</p>
        </div>
      )}
    </Panel>
  );
}
