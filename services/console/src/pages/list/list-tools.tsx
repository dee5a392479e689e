import { ActionIcon, Menu, Popover } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload, IconHelp } from '@tabler/icons-react';
import type { ViewColumn } from '@deskbeat/contracts';
import { answerOf } from '../../api/client.js';
import { actingHeader } from '../../api/acting.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { fileOf, type Source } from './list-source.js';
import { helpWords, listWords } from './list-words.js';
import styles from './list.module.css';

export function SearchHelp() {
  const t = useWords(listWords);
  const help = useWords(helpWords);
  const filters = Object.keys(helpWords).filter((key) => key !== 'intro') as (keyof typeof helpWords)[];
  return (
    <Popover position="bottom-end" shadow="md" width={460}>
      <Popover.Target>
        <ActionIcon aria-label={t('help')} title={t('help')}>
          <IconHelp size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {help('intro')}
        <dl className={styles.help}>
          {filters.map((filter) => [
            <dt key={`${filter}-key`}>{filter}</dt>,
            <dd key={`${filter}-text`}>{help(filter)}</dd>,
          ])}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The whole list as a file, not only what is loaded. */
export function ExportMenu({ source, columns }: { source: Source; columns: readonly ViewColumn[] }) {
  const t = useWords(listWords);
  const refuse = useRefusal();
  const save = useMutation({
    mutationFn: async (type: 'csv' | 'xlsx') => {
      const response = await fetch(fileOf(source, columns, type), { headers: actingHeader() });
      if (!response.ok) return answerOf(response.url, { headers: actingHeader() });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = `${source.view ?? 'tickets'}.${type}`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: refuse,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('export')} title={t('export')} loading={save.isPending}>
          <IconDownload size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save.mutate('csv')}>{t('csv')}</Menu.Item>
        <Menu.Item onClick={() => save.mutate('xlsx')}>{t('xlsx')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
