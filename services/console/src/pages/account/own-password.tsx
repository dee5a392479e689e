import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors } from '../../api/problem.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';

/** Asks for the present password, where there is one, and does something with it. */
export function OwnPassword<T>({
  hasPassword,
  label,
  work,
  onDone,
  onCancel,
}: {
  hasPassword: boolean;
  label: string;
  work: (password: string) => Promise<T>;
  onDone: (result: T) => void;
  onCancel?: () => void;
}) {
  const t = useWords(accountWords);
  const refuse = useRefusal();
  const [password, setPassword] = useState('');
  const doing = useMutation({
    mutationFn: () => work(password),
    onSuccess: onDone,
    onError: (error) => Object.keys(fieldErrors(error)).length === 0 && refuse(error),
  });
  const errors = useFieldErrors(doing.error);
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        doing.mutate();
      }}
    >
      {hasPassword && (
        <PasswordInput
          size="sm"
          label={t('present')}
          autoComplete="current-password"
          required
          autoFocus
          value={password}
          error={errors.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <div className={styles.row}>
        <Button type="submit" loading={doing.isPending}>
          {label}
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
