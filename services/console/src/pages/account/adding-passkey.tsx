import { Button, TextInput } from '@mantine/core';
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addPasskey, beginPasskey, passkeysQuery } from '../../api/account.js';
import { queryClient } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { deviceName } from './device.js';
import { OwnPassword } from './own-password.js';

/** Password, then the browser's own dialog, then a name. */
export default function AddingPasskey({
  hasPassword,
  onDone,
  onCancel,
}: {
  hasPassword: boolean;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useWords(accountWords);
  const refuse = useRefusal();
  const [answer, setAnswer] = useState<object>();
  const [name, setName] = useState(() => deviceName(navigator.userAgent));
  /** Nothing when the browser's dialog was left. */
  const create = async (password: string): Promise<object | undefined> => {
    const { options } = await beginPasskey(password);
    const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
    return startRegistration({ optionsJSON }).catch(() => undefined);
  };
  const made = (response: object | undefined) => {
    if (response) return setAnswer(response);
    toast({ tone: 'refused', text: t('passkeyNotMade') });
    onCancel();
  };
  const add = useMutation({
    mutationFn: (response: object) => addPasskey(name.trim(), response),
    onSuccess: () => {
      toast({ tone: 'done', text: t('passkeyAdded', { name: name.trim() }) });
      void queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey });
      onDone();
    },
    onError: (error) => {
      refuse(error);
      onCancel();
    },
  });
  if (!answer)
    return <OwnPassword hasPassword={hasPassword} label={t('goOn')} work={create} onDone={made} onCancel={onCancel} />;
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(answer);
      }}
    >
      <TextInput
        label={t('passkeyName')}
        required
        autoFocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.row}>
        <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
          {t('addPasskey')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
