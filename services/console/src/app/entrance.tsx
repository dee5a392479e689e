import { Button, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Acting } from '../api/acting.js';
import { peopleQuery } from '../api/queries.js';
import { useWords } from '../i18n/language.js';
import { PersonAvatar } from '../ui/person-avatar.js';
import { ProblemPanel } from '../ui/problem.js';
import { EmptyState, SkeletonRows } from '../ui/section.js';
import { appWords } from './app-words.js';

/** As long as there are no accounts: who of the directory one is. */
export function Entrance({ enter }: { enter: (who: Acting) => void }) {
  const t = useWords(appWords);
  const people = useQuery(peopleQuery);
  const list = people.data?.items.filter(({ active }) => active) ?? [];
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100dvh', padding: 16 }}>
      <Paper withBorder p="xl" w={360} maw="100%">
        <img src="/deskbeat.svg" width={36} height={36} alt="Deskbeat" />
        <h1 style={{ margin: '12px 0 0', fontSize: 20 }}>{t('workingAs')}</h1>
        <p className="db-quiet" style={{ marginTop: 0 }}>
          {t('workingAsHint')}
        </p>
        {people.isPending && <SkeletonRows rows={4} />}
        {people.error && <ProblemPanel error={people.error} retry={() => void people.refetch()} />}
        {people.data && list.length === 0 && <EmptyState title={t('nobodyHere')}>{t('nobodyHint')}</EmptyState>}
        {list.map(({ id, name }) => (
          <Button
            key={id}
            fullWidth
            variant="subtle"
            color="gray"
            justify="start"
            size="sm"
            leftSection={<PersonAvatar id={id} name={name} />}
            onClick={() => enter({ id, name })}
          >
            {name}
          </Button>
        ))}
      </Paper>
    </main>
  );
}
