import { Button, Group, Modal } from '@mantine/core';
import { useWords } from '../../i18n/language.js';
import { kitWords } from '../../ui/kit-words.js';
import { customerWords } from './customer-words.js';

export function MergeDialog({
  duplicate,
  into,
  onMerge,
  onClose,
}: {
  duplicate: string;
  into: string;
  onMerge: () => void;
  onClose: () => void;
}) {
  const t = useWords(customerWords);
  const kit = useWords(kitWords);
  return (
    <Modal opened onClose={onClose} title={t('mergeTitle', { duplicate, into })}>
      <p style={{ marginTop: 0 }}>{t('mergeHint')}</p>
      <Group justify="end" mt="md">
        <Button variant="default" onClick={onClose}>
          {kit('cancel')}
        </Button>
        <Button onClick={onMerge} data-autofocus>
          {t('merge')}
        </Button>
      </Group>
    </Modal>
  );
}
