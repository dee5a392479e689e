import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { verifyChain } from '../../../api/audit.js';
import { useWords } from '../../../i18n/language.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { auditWords } from './audit-words.js';

/** Walks the whole log and says whether it is as it was written. */
export function ChainCheck({ icon }: { icon: ReactNode }) {
  const t = useWords(auditWords);
  const refuse = useRefusal();
  const [isWalking, setWalking] = useState(false);
  const walk = async () => {
    setWalking(true);
    try {
      const { checked, broken } = await verifyChain();
      if (broken) toast({ tone: 'refused', text: t('broken', { n: broken.sequence, why: broken.why }) });
      else toast({ tone: 'done', text: t('verified', { n: checked }) });
    } catch (error) {
      refuse(error);
    } finally {
      setWalking(false);
    }
  };
  return (
    <Button size="compact-sm" variant="default" leftSection={icon} loading={isWalking} onClick={() => void walk()}>
      {t('verify')}
    </Button>
  );
}
