import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../../api/queries.js';
import { boardQuery } from '../../api/team.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { PageBody } from '../../ui/panel.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { PeopleLoad } from './people-load.js';
import { Stuck } from './stuck.js';
import { teamWords } from './team-words.js';
import styles from './team.module.css';
import { Waiting } from './waiting.js';

/** Who is overloaded, what waits, what nobody can take. */
export function Page() {
  const t = useWords(teamWords);
  const [teamId, setTeamId] = useState<string | null>(null);
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const board = useQuery(boardQuery(teamId ?? undefined));
  useTitle(t('title'));
  return (
    <PageBody>
      {teams.length > 0 && (
        <Select
          className={styles.teams}
          aria-label={t('whichTeam')}
          placeholder={t('allTeams')}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={teamId}
          onChange={setTeamId}
          clearable
        />
      )}
      {board.isPending && <SkeletonRows rows={12} />}
      {board.error && !board.data && <ProblemPanel error={board.error} retry={() => void board.refetch()} />}
      {board.data && (
        <div className={styles.board}>
          <PeopleLoad people={board.data.people} />
          <div className={styles.column}>
            <Waiting queues={board.data.queues} people={board.data.people} />
            <Stuck tickets={board.data.stuck} people={board.data.people} />
          </div>
        </div>
      )}
    </PageBody>
  );
}
