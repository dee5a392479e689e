import { ActionIcon, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ViewColumn } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { type UsualColumn } from './columns.js';
import { columnWords, listWords } from './list-words.js';
import { useColumnName, useOwnColumns } from './own-columns.js';

const usual = Object.keys(columnWords) as UsualColumn[];

/** Which columns stand in the list: those of every ticket, and the fields of the types' own. */
export function ColumnsMenu({
  columns,
  onChange,
}: {
  columns: readonly ViewColumn[];
  onChange: (columns: ViewColumn[]) => void;
}) {
  const t = useWords(listWords);
  const nameOf = useColumnName();
  const all: ViewColumn[] = [...usual, ...useOwnColumns()];
  const toggle = (column: ViewColumn) =>
    onChange([
      ...all.filter((one) => (one === column) !== columns.includes(one)),
      // Fields of types that are not used any more.
      ...columns.filter((one) => !all.includes(one)),
    ]);
  return (
    <Popover position="bottom-end" shadow="md">
      <Popover.Target>
        <ActionIcon aria-label={t('columns')} title={t('columns')}>
          <IconColumns3 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah="70vh">
          <Stack gap={6}>
            {all.map((column) => (
              <Checkbox
                key={column}
                size="xs"
                label={nameOf(column)}
                disabled={column === 'subject'}
                checked={columns.includes(column)}
                onChange={() => toggle(column)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
