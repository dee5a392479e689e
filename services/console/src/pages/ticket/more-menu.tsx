import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEye, IconEyeOff, IconPrinter, IconZzz } from '@tabler/icons-react';
import type { TicketView } from '@deskbeat/contracts';
import { useSession } from '../../api/session.js';
import { snooze, unwatch, wake, watch } from '../../api/tickets.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { ticketWords } from './ticket-words.js';
import type { Changing } from './use-changing.js';

const hour = 3_600_000;
const tomorrowMorning = (): string => {
  const day = new Date(Date.now() + 24 * hour);
  day.setHours(9, 0, 0, 0);
  return day.toISOString();
};

/** What is done less often. */
export function More({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(ticketWords);
  const { instant } = useFormats();
  const { me } = useSession();
  const { id, watchers = [], snoozed } = ticket;
  const watches = watchers.includes(me.id);
  const put = (until?: string) =>
    void changing.change({
      done: until ? t('snoozed', { until: instant(until) }) : t('snoozedOpen'),
      work: () => snooze(id, until),
      undo: () => wake(id),
    });
  const toggle = () =>
    void changing.change({
      done: t(watches ? 'notWatching' : 'watching'),
      work: () => (watches ? unwatch(id) : watch(id)),
      undo: () => (watches ? watch(id) : unwatch(id)),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={watches ? <IconEyeOff size={16} /> : <IconEye size={16} />} onClick={toggle}>
          {t(watches ? 'unwatch' : 'watch')}
        </Menu.Item>
        <Menu.Divider />
        {snoozed ? (
          <Menu.Item
            leftSection={<IconZzz size={16} />}
            onClick={() => void changing.change({ done: t('wake'), work: () => wake(id) })}
          >
            {t('wake')}
          </Menu.Item>
        ) : (
          <>
            <Menu.Item
              leftSection={<IconZzz size={16} />}
              onClick={() => put(new Date(Date.now() + hour).toISOString())}
            >
              {t('snoozeHour')}
            </Menu.Item>
            <Menu.Item leftSection={<IconZzz size={16} />} onClick={() => put(tomorrowMorning())}>
              {t('snoozeTomorrow')}
            </Menu.Item>
            <Menu.Item leftSection={<IconZzz size={16} />} onClick={() => put()}>
              {t('snoozeReply')}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => print()}>
          {t('print')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
