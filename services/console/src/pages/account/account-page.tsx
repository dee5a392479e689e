import { useQuery } from '@tanstack/react-query';
import { IconUserOff } from '@tabler/icons-react';
import { securityQuery } from '../../api/account.js';
import { passkeysWorkAt, signInWaysQuery } from '../../api/sign-in-ways.js';
import { useSession } from '../../api/session.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { PasskeysPanel } from './passkeys-panel.js';
import { PasswordPanel } from './password-panel.js';
import { SecondFactorPanel } from './second-factor-panel.js';
import { SessionsPanel } from './sessions-panel.js';

/** How one's own account is guarded. */
export function Page() {
  const t = useWords(accountWords);
  const { role } = useSession();
  const security = useQuery({ ...securityQuery, enabled: role !== undefined });
  const { data: ways } = useQuery(signInWaysQuery);
  useTitle(t('title'));
  if (!role)
    return (
      <EmptyState icon={<IconUserOff size={36} stroke={1.4} />} title={t('noAccount')}>
        {t('noAccountHint')}
      </EmptyState>
    );
  if (security.isPending) return <SkeletonRows rows={8} />;
  if (!security.data) return <ProblemPanel error={security.error} retry={() => void security.refetch()} />;
  return (
    <div className={styles.page}>
      <div className={styles.parts}>
        <SecondFactorPanel security={security.data} />
        {passkeysWorkAt(ways, location.origin) && <PasskeysPanel security={security.data} />}
        <PasswordPanel hasPassword={security.data.hasPassword} />
        <SessionsPanel />
      </div>
    </div>
  );
}
