import { Button } from '@mantine/core';
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { IconFingerprint } from '@tabler/icons-react';
import { askForPasskey, signInByPasskey } from '../api/session.js';
import { isProblem } from '../api/problem.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { titleOf } from '../ui/problem.js';
import styles from './entrance.module.css';
import { signInWords } from './sign-in-words.js';

/** The browser asks for a passkey; loaded when passkeys are offered. */
export default function PasskeyDoor() {
  const t = useWords(signInWords);
  const { language } = useLanguage();
  const work = useMutation({
    mutationFn: async () => {
      const { options } = await askForPasskey();
      const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
      await signInByPasskey(await startAuthentication({ optionsJSON }));
    },
  });
  return (
    <>
      <Button
        fullWidth
        size="sm"
        variant="default"
        leftSection={<IconFingerprint size={16} />}
        loading={work.isPending}
        onClick={() => work.mutate()}
      >
        {t('passkey')}
      </Button>
      {work.error && (
        <p role="alert" className={styles.refused}>
          {isProblem(work.error) && work.error.code !== 'sign-in-failed'
            ? titleOf(work.error, language)
            : t('noPasskey')}
        </p>
      )}
    </>
  );
}
