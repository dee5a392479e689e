import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { FoundTickets } from '@deskbeat/contracts';
import { get } from '../api/client.js';
import { useWords } from '../i18n/language.js';
import { StatusMark } from '../ui/status-mark.js';
import { ticketPath } from '../ui/ticket-row.js';
import { appWords } from './app-words.js';
import { matching, numberIn } from './palette-entries.js';
import styles from './palette.module.css';
import { Keys } from './shortcut-sheet.js';
import { useAllShortcuts } from './shortcuts.js';

interface Entry {
  id: string;
  group: string;
  content: ReactNode;
  run: () => void;
}

function useEntries(typed: string): Entry[] {
  const t = useWords(appWords);
  const navigate = useNavigate();
  const shortcuts = useAllShortcuts();
  const [q] = useDebouncedValue(typed.trim(), 120);
  const found = useQuery({
    queryKey: ['palette', q],
    queryFn: ({ signal }) => get<FoundTickets>('/search/tickets', { q, limit: 8 }, signal),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  const number = numberIn(typed);
  const commands = matching(
    typed,
    shortcuts.filter(({ keys }) => keys !== 'mod+k' && keys !== '/'),
  );
  return [
    ...(number
      ? [
          {
            id: number,
            group: t('tickets'),
            content: jump(t('openTicket', { number })),
            run: () => void navigate(ticketPath({ number })),
          },
        ]
      : []),
    ...(q.length > 1 ? (found.data?.items ?? []) : []).map(({ ticket }) => ({
      id: ticket.id,
      group: t('tickets'),
      content: (
        <>
          <StatusMark status={ticket.status} bare />
          <span className="db-quiet db-figures">{ticket.number}</span>
          <span className="db-line">{ticket.subject}</span>
        </>
      ),
      run: () => void navigate(ticketPath(ticket)),
    })),
    ...(q
      ? [
          {
            id: 'all',
            group: t('tickets'),
            content: jump(t('searchAll', { q: typed.trim() })),
            run: () => void navigate(`/tickets?q=${encodeURIComponent(typed.trim())}`),
          },
        ]
      : []),
    ...commands.map(({ label, keys, group, run }, index) => ({
      id: `command-${index}`,
      group: t('commands'),
      content: (
        <>
          <span>{label}</span>
          <span className="db-quiet">{group}</span>
          <span className={styles.end}>{keys && <Keys keys={keys} />}</span>
        </>
      ),
      run,
    })),
  ];
}

const jump = (text: string): ReactNode => (
  <>
    <IconArrowRight size={16} />
    <span className="db-line">{text}</span>
  </>
);

/** Finds tickets, places and commands by a few letters. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useWords(appWords);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(typed);
  const current = Math.min(at, entries.length - 1);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((current + 1) % entries.length);
    else if (event.key === 'ArrowUp') setAt((current - 1 + entries.length) % entries.length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(entries[current]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={620}
      yOffset="12vh"
      centered={false}
      padding={8}
      attributes={{ content: { 'aria-label': t('search') } }}
    >
      <div className={styles.palette}>
        <TextInput
          data-autofocus
          className={styles.input}
          leftSection={<IconSearch size={18} />}
          placeholder={t('paletteHint')}
          aria-label={t('search')}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={entries[current] && `palette-${entries[current].id}`}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <div id="palette-list" role="listbox" aria-label={t('search')} className={styles.list}>
          {entries.length === 0 && <div className={styles.none}>{t('nothingFound')}</div>}
          {entries.map((entry, index) => (
            <div key={entry.id}>
              {entry.group !== entries[index - 1]?.group && <div className={styles.group}>{entry.group}</div>}
              <div
                id={`palette-${entry.id}`}
                role="option"
                aria-selected={index === current}
                className={styles.option}
                ref={index === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
                onMouseMove={() => setAt(index)}
                onClick={() => choose(entry)}
              >
                {entry.content}
              </div>
            </div>
          ))}
        </div>
      </div>
    </Modal>
  );
}
