import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { macrosQuery } from '../../api/macros.js';
import { useWords } from '../../i18n/language.js';
import { DoingDialog } from '../../ui/doing-dialog.js';
import { bulkWords } from './bulk-words.js';
import { useActionTexts } from './use-action-texts.js';

/** Which macro runs on all that are chosen, and what it does to each. */
export function BulkMacro({
  count,
  onRun,
  onClose,
}: {
  count: number;
  onRun: (id: string) => void;
  onClose: () => void;
}) {
  const t = useWords(bulkWords);
  const macros = useQuery(macrosQuery).data?.items ?? [];
  const textsOf = useActionTexts();
  const [id, setId] = useState<string | null>(null);
  const macro = macros.find((one) => one.id === id);
  return (
    <DoingDialog
      title={t('macroOn', { n: count })}
      action={t('apply')}
      canDo={macro !== undefined}
      isBusy={false}
      onDo={() => onRun(id!)}
      onClose={onClose}
    >
      <Select
        data-autofocus
        searchable
        label={t('whichMacro')}
        value={id}
        onChange={setId}
        data={macros.map(({ id: value, title }) => ({ value, label: title }))}
      />
      {macro && (
        <div>
          {t('macroDoes')}
          <ul style={{ margin: '4px 0' }}>
            {textsOf(macro.actions).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <span className="db-quiet">{t('macroFinal')}</span>
        </div>
      )}
    </DoingDialog>
  );
}
