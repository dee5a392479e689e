import { ActionIcon, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { TicketView } from '@deskbeat/contracts';
import { path, post, remove } from '../../api/client.js';
import { keys, queryClient } from '../../api/queries.js';
import { numberIn } from '../../app/palette-entries.js';
import { useWords } from '../../i18n/language.js';
import { Section } from '../../ui/section.js';
import { TicketBriefLine } from '../../ui/ticket-row.js';
import { panelWords, relationWords } from './panel-words.js';
import { relationsQuery } from './ticket-data.js';
import type { Changing } from './use-changing.js';

/** What other tickets are to this one. */
export function RelationsPanel({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(panelWords);
  const name = useWords(relationWords);
  const relations = useQuery(relationsQuery(ticket.id)).data?.items ?? [];
  const [typed, setTyped] = useState<string>();
  const link = async () => {
    const to = typed && (numberIn(typed) ?? typed.trim());
    if (!to) return;
    const body = { kind: 'related', to };
    const undo = () => remove(path`/tickets/${ticket.id}/links/related/${to}`);
    const done = await changing.change({
      done: t('linked', { number: to }),
      work: () => post(path`/tickets/${ticket.id}/links`, body),
      undo,
    });
    if (done) setTyped(undefined);
    void queryClient.invalidateQueries({ queryKey: [...keys.ticket(ticket.id), 'relations'] });
  };
  const open = (
    <ActionIcon size={22} aria-label={t('link')} title={t('link')} onClick={() => setTyped('')}>
      <IconLink size={15} />
    </ActionIcon>
  );
  return (
    <Section title={t('relations')} actions={open}>
      {relations.length === 0 && typed === undefined && <span className="db-quiet">{t('noRelations')}</span>}
      {relations.map(({ relation, ticket: other }) => (
        <div key={`${relation}:${other.id}`}>
          <span className="db-quiet" style={{ fontSize: 12 }}>
            {name(relation)}
          </span>
          <TicketBriefLine ticket={other} />
        </div>
      ))}
      {typed !== undefined && (
        <TextInput
          autoFocus
          size="xs"
          mt={4}
          placeholder="DB-10482"
          aria-label={t('linkTo')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter') void link();
            if (key === 'Escape') setTyped(undefined);
          }}
        />
      )}
    </Section>
  );
}
