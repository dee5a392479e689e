import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../i18n/language.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';

export function SearchField({ q, onSearch }: { q: string; onSearch: (line: string) => void }) {
  const t = useWords(listWords);
  const [typed, setTyped] = useState(q);
  return (
    <form
      className={styles.search}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed);
      }}
    >
      <TextInput
        leftSection={<IconSearch size={16} />}
        rightSection={
          typed && (
            <CloseButton
              size="sm"
              aria-label={t('clear')}
              onClick={() => {
                setTyped('');
                onSearch('');
              }}
            />
          )
        }
        placeholder={t('searchHint')}
        aria-label={t('search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
}
