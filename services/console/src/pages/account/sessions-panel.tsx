import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDeviceDesktop, IconDeviceMobile, IconTerminal2 } from '@tabler/icons-react';
import type { OpenSession } from '@deskbeat/contracts';
import { endOtherSessions, endSession, sessionsQuery } from '../../api/account.js';
import { queryClient } from '../../api/queries.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { Panel } from '../../ui/panel.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { useDoing } from '../../ui/toaster.js';
import { accountWords } from './account-words.js';
import styles from './account.module.css';
import { deviceName, isHandheld } from './device.js';

const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });

/** Each device, and the way to sign it out. */
export function SessionsPanel() {
  const t = useWords(accountWords);
  const doing = useDoing();
  const sessions = useQuery(sessionsQuery);
  const items = sessions.data?.items ?? [];
  const others = items.some(({ current }) => !current);
  return (
    <Panel
      title={t('sessions')}
      actions={
        others && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => void doing(t('othersEnded'), () => endOtherSessions().then(refresh))}
          >
            {t('endOthers')}
          </Button>
        )
      }
    >
      {sessions.isPending && <SkeletonRows rows={2} />}
      {sessions.error && !sessions.data && <ProblemPanel error={sessions.error} />}
      {items.map((session) => (
        <SessionLine key={session.id} session={session} />
      ))}
    </Panel>
  );
}

function SessionLine({ session }: { session: OpenSession }) {
  const t = useWords(accountWords);
  const formats = useFormats();
  const doing = useDoing();
  const { id, use, device = '', address, createdAt, seenAt, current } = session;
  const Icon = use === 'program' ? IconTerminal2 : isHandheld(device) ? IconDeviceMobile : IconDeviceDesktop;
  const name = device ? deviceName(device) : t(use === 'program' ? 'program' : 'unknownDevice');
  const more = [t('seen', { ago: formats.ago(seenAt) }), t('since', { at: formats.instant(createdAt) }), address];
  return (
    <div className={styles.session} data-session={id}>
      <Icon size={22} stroke={1.6} aria-hidden />
      <div className={styles.about}>
        <span className="db-line" title={device}>
          {name}
        </span>
        <span className="db-quiet">{more.filter(Boolean).join(' · ')}</span>
      </div>
      {current ? (
        <span className="db-quiet">{t('here')}</span>
      ) : (
        <Button
          variant="default"
          aria-label={t('endOneOf', { device: name })}
          onClick={() => void doing(t('ended'), () => endSession(id).then(refresh))}
        >
          {t('endOne')}
        </Button>
      )}
    </div>
  );
}
