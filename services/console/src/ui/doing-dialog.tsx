import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { useWords } from '../i18n/language.js';
import { kitWords } from './kit-words.js';

/** A dialog that does one thing; what was filled in stays when it is refused. */
export function DoingDialog({
  title,
  hint,
  action,
  color,
  canDo,
  isBusy,
  onDo,
  onClose,
  children,
}: {
  title: string;
  hint?: string;
  action: string;
  color?: string;
  canDo: boolean;
  isBusy: boolean;
  onDo: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const kit = useWords(kitWords);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (canDo) onDo();
  };
  return (
    // What was filled in is not lost by a click beside it.
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={!canDo}>
      <form
        onSubmit={submit}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canDo && onDo()}
      >
        <Stack gap="md">
          {hint && <span className="db-quiet">{hint}</span>}
          {children}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" color={color} loading={isBusy} disabled={!canDo}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
