import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { membersQuery } from '../../api/customers.js';
import { useWords } from '../../i18n/language.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';

/** Who belongs to an organisation. */
export function Members({ organisationId }: { organisationId: string }) {
  const t = useWords(customerWords);
  const members = useQuery(membersQuery(organisationId));
  const hint = members.data?.next && t('more');
  return (
    <Panel title={t('members')} hint={hint}>
      {members.isPending && <SkeletonRows rows={3} />}
      {members.error && !members.data && <ProblemPanel error={members.error} retry={() => void members.refetch()} />}
      {members.data?.items.length === 0 && <NothingHere>{t('noMembers')}</NothingHere>}
      {members.data?.items.map(({ id, name = t('unnamed'), email, phone }) => (
        <Link key={id} to={`/customers/${encodeURIComponent(id)}`} className={styles.line}>
          <PersonAvatar id={id} name={name} size={28} />
          <span className={styles.lineText}>
            <span className="db-line">{name}</span>
            <span className="db-line db-quiet">{email ?? phone}</span>
          </span>
        </Link>
      ))}
    </Panel>
  );
}
