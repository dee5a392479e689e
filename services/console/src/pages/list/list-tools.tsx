import {
  ActionIcon,
  Button,
  Checkbox,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconColumns3, IconDownload, IconHelp } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SavedView, ViewColumn } from '@deskbeat/contracts';
import { answerOf, addressOf, path, post } from '../../api/client.js';
import { queryClient, viewsQuery } from '../../api/queries.js';
import { actingHeader } from '../../api/acting.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { ownKey, type UsualColumn } from './columns.js';
import { columnWords, helpWords, listWords } from './list-words.js';
import styles from './list.module.css';

const allColumns = Object.keys(columnWords) as UsualColumn[];

export function ColumnsMenu({
  columns,
  onChange,
}: {
  columns: readonly ViewColumn[];
  onChange: (columns: ViewColumn[]) => void;
}) {
  const t = useWords(listWords);
  const name = useWords(columnWords);
  const toggle = (column: ViewColumn) =>
    onChange([
      ...allColumns.filter((one) => (one === column) !== columns.includes(one)),
      ...columns.filter((one) => ownKey(one) !== undefined),
    ]);
  return (
    <Popover position="bottom-end" shadow="md">
      <Popover.Target>
        <ActionIcon aria-label={t('columns')} title={t('columns')}>
          <IconColumns3 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          {allColumns.map((column) => (
            <Checkbox
              key={column}
              size="xs"
              label={name(column)}
              disabled={column === 'subject'}
              checked={columns.includes(column)}
              onChange={() => toggle(column)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

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

/** The whole view as a file, not only what is loaded. */
export function ExportMenu({ viewId }: { viewId: string }) {
  const t = useWords(listWords);
  const refuse = useRefusal();
  const save = useMutation({
    mutationFn: async (type: 'csv' | 'xlsx') => {
      const response = await fetch(addressOf(`${path`/views/${viewId}`}/tickets.${type}`), { headers: actingHeader() });
      if (!response.ok) return answerOf(response.url, { headers: actingHeader() });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = `${viewId}.${type}`;
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

/** Filters of a search under a name. */
export function SaveView({ filter, columns }: { filter: string; columns: readonly ViewColumn[] }) {
  const t = useWords(listWords);
  const navigate = useNavigate();
  const refuse = useRefusal();
  const [opened, setOpened] = useState(false);
  const [form, setForm] = useState({ name: '', order: 'due', scope: 'mine' });
  const save = useMutation({
    mutationFn: () => post<SavedView>('/views', { ...form, name: form.name.trim(), filter, columns: [...columns] }),
    onSuccess: (view) => {
      setOpened(false);
      toast({ tone: 'done', text: t('saved', { name: view.name }) });
      void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
      void navigate(`/tickets?view=${encodeURIComponent(view.id)}`);
    },
    onError: refuse,
  });
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={() => setOpened(true)}>
        {t('save')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('save')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (form.name.trim()) save.mutate();
          }}
        >
          <Stack>
            <TextInput
              data-autofocus
              label={t('name')}
              maxLength={200}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            />
            <Select
              label={t('order')}
              allowDeselect={false}
              value={form.order}
              onChange={(order) => order && setForm({ ...form, order })}
              data={(['due', 'newest', 'updated'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <SegmentedControl
              value={form.scope}
              onChange={(scope) => setForm({ ...form, scope })}
              data={(['mine', 'shared'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <Button type="submit" loading={save.isPending} disabled={form.name.trim() === ''}>
              {t('save')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
