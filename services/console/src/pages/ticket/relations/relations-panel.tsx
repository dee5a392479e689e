import { ActionIcon, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  IconArrowMerge,
  IconLink,
  IconPlayerSkipForward,
  IconPlus,
  IconSubtask,
  IconUnlink,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { RelationView, TicketView } from '@deskbeat/contracts';
import { to, useAllowed } from '../../../api/permissions.js';
import { link, unlink } from '../../../api/relations.js';
import { useWords } from '../../../i18n/language.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { Section } from '../../../ui/section.js';
import { TicketBriefLine } from '../../../ui/ticket-row.js';
import { useDoing } from '../../../ui/toaster.js';
import { panelWords, relationWords } from '../panel-words.js';
import { relationsQuery } from '../ticket-data.js';
import styles from '../ticket.module.css';
import { BetweenDialog, type Between } from './dialogs.js';
import { linkOf } from './link-of.js';
import { dialogWords } from './relation-words.js';

/** What other tickets are to this one, and what can be made of it. */
export function RelationsPanel({ ticket }: { ticket: TicketView }) {
  const t = useWords(panelWords);
  const relations = useQuery(relationsQuery(ticket.id));
  const mayWork = useAllowed(to.work);
  const [between, setBetween] = useState<Between>();
  return (
    <Section title={t('relations')} actions={mayWork && <Actions ticket={ticket} onChoose={setBetween} />}>
      {relations.error && !relations.data && (
        <ProblemPanel error={relations.error} retry={() => void relations.refetch()} />
      )}
      {relations.data?.items.length === 0 && <span className="db-quiet">{t('noRelations')}</span>}
      {relations.data?.items.map((relation) => (
        <RelationLine
          key={`${relation.relation}:${relation.ticket.id}`}
          ticketId={ticket.id}
          relation={relation}
          mayUnlink={mayWork}
        />
      ))}
      {between && <BetweenDialog between={between} ticket={ticket} onClose={() => setBetween(undefined)} />}
    </Section>
  );
}

function Actions({ ticket, onChoose }: { ticket: TicketView; onChoose: (between: Between) => void }) {
  const t = useWords(dialogWords);
  const isClosed = ticket.status === 'closed';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={22} aria-label={t('actions')} title={t('actions')}>
          <IconPlus size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} />} onClick={() => onChoose({ what: 'link' })}>
          {t('linkOther')}
        </Menu.Item>
        {isClosed ? (
          <Menu.Item leftSection={<IconPlayerSkipForward size={16} />} onClick={() => onChoose({ what: 'follow-up' })}>
            {t('followUp')}
          </Menu.Item>
        ) : (
          <>
            <Menu.Item leftSection={<IconSubtask size={16} />} onClick={() => onChoose({ what: 'subticket' })}>
              {t('subticket')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => onChoose({ what: 'merge' })}>
              {t('merge')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function RelationLine({
  ticketId,
  relation,
  mayUnlink,
}: {
  ticketId: string;
  relation: RelationView;
  mayUnlink: boolean;
}) {
  const name = useWords(relationWords);
  const t = useWords(dialogWords);
  const doing = useDoing();
  const found = linkOf(ticketId, relation);
  const { number } = relation.ticket;
  const takeBack = () =>
    found &&
    void doing(
      t('unlinked', { number }),
      () => unlink(found),
      () => link(found),
    );
  return (
    <div>
      <span className="db-quiet" style={{ fontSize: 12 }}>
        {name(relation.relation)}
      </span>
      <div className={styles.line}>
        <TicketBriefLine ticket={relation.ticket} />
        {found && mayUnlink && (
          <ActionIcon
            size={22}
            ml="auto"
            aria-label={t('unlink', { number })}
            title={t('unlink', { number })}
            onClick={takeBack}
          >
            <IconUnlink size={14} />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}
