import { Button, Popover, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { tagForm } from '@deskbeat/contracts/vocabulary';
import { useWords } from '../../i18n/language.js';
import { bulkWords } from './bulk-words.js';

export function AddTag({ onTag }: { onTag: (tag: string) => void }) {
  const t = useWords(bulkWords);
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpened(true)}>
          {t('tag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          data-autofocus
          maxLength={50}
          aria-label={t('tag')}
          onKeyDown={({ key, currentTarget }) => {
            const tag = tagForm(currentTarget.value);
            if (key !== 'Enter' || tag === '') return;
            setOpened(false);
            onTag(tag);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the move may need of each: what is left empty is not said. */
export function MoveAll({ onMove, onClose }: { onMove: (texts: object) => void; onClose: () => void }) {
  const t = useWords(bulkWords);
  const [texts, setTexts] = useState({ reason: '', resolution: '', message: '' });
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
  return (
    <Popover withRoles={false} opened onChange={onClose} position="top" width={360} trapFocus>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown style={{ whiteSpace: 'normal' }}>
        <Stack gap="sm">
          <strong>{t('text')}</strong>
          {(['reason', 'resolution', 'message'] as const).map((name) => (
            <Textarea
              key={name}
              label={t(name)}
              minRows={1}
              value={texts[name]}
              onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
            />
          ))}
          <Button onClick={() => onMove(given)}>{t('apply')}</Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
