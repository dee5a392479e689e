import { Button, Group, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useWords } from '../i18n/language.js';
import { wouldBeLost } from '../ui/unsaved.js';
import { appWords } from './app-words.js';

const ask = (event: BeforeUnloadEvent): void => {
  if (wouldBeLost('closing')) event.preventDefault();
};

/** Nobody loses what they have written by a click beside it. */
export function LeaveGuard() {
  const t = useWords(appWords);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && wouldBeLost('going'),
  );
  useEffect(() => {
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
  if (blocker.state !== 'blocked') return null;
  return (
    <Modal opened onClose={blocker.reset} title={t('leaveUnsaved')}>
      <p style={{ marginTop: 0 }}>{t('leaveUnsavedHint')}</p>
      <Group justify="end">
        <Button variant="default" color="red" onClick={blocker.proceed}>
          {t('leave')}
        </Button>
        <Button data-autofocus onClick={blocker.reset}>
          {t('stay')}
        </Button>
      </Group>
    </Modal>
  );
}
