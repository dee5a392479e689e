import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { IconDots, IconEye, IconEyeOff, IconInfoCircle, IconPrinter, IconZzz } from '@tabler/icons-react';
import { useState } from 'react';
import { priorities } from '@deskbeat/contracts/vocabulary';
import type { Priority, TicketView } from '@deskbeat/contracts';
import { useSession } from '../../api/session.js';
import { snooze, unwatch, updateTicket, wake, watch } from '../../api/tickets.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { TargetChip } from '../../ui/sla-chip.js';
import { priorityWords } from '../../ui/vocabulary-words.js';
import { AssigneeControl } from './assignee-control.js';
import { latest } from './latest.js';
import { shownFaces } from './shown-faces.js';
import { StatusControl } from './status-control.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

interface Header {
  ticket: TicketView;
  changing: Changing;
}

export function TicketHeader({ ticket, changing, onContext }: Header & { onContext: () => void }) {
  const t = useWords(ticketWords);
  return (
    <>
      <div className={styles.heading}>
        <span className={`${styles.number} db-figures`}>{ticket.number}</span>
        <Subject key={ticket.subject} ticket={ticket} changing={changing} />
        <ActionIcon className={`${styles.sheetDoor} ${styles.end}`} aria-label={t('context')} onClick={onContext}>
          <IconInfoCircle size={20} />
        </ActionIcon>
      </div>
      <div className={styles.controls}>
        <StatusControl ticket={ticket} changing={changing} />
        <PriorityControl ticket={ticket} changing={changing} />
        <AssigneeControl ticket={ticket} changing={changing} />
        <span className={styles.chips}>
          {shownFaces(ticket.clocks).map((face) => (
            <TargetChip key={`${face.target}:${face.cycle}`} face={face} since={ticket.createdAt} />
          ))}
        </span>
        <span className={styles.end}>
          <More ticket={ticket} changing={changing} />
        </span>
      </div>
    </>
  );
}

/** Edited where it stands. */
function Subject({ ticket, changing }: Header) {
  const t = useWords(ticketWords);
  const [edited, setEdited] = useState<string>();
  const save = () => {
    const subject = edited?.trim();
    setEdited(undefined);
    if (!subject || subject === ticket.subject) return;
    const before = ticket.subject;
    void changing.change({
      done: t('subjectDone'),
      work: () => updateTicket(ticket, { subject }),
      undo: () => updateTicket(latest(ticket), { subject: before }),
    });
  };
  if (edited === undefined) {
    return (
      <h2
        className={styles.subject}
        title={t('editSubject')}
        tabIndex={0}
        onClick={() => setEdited(ticket.subject)}
        onKeyDown={({ key }) => key === 'Enter' && setEdited(ticket.subject)}
      >
        {ticket.subject}
      </h2>
    );
  }
  return (
    <TextInput
      autoFocus
      style={{ flex: 1 }}
      aria-label={t('subject')}
      maxLength={250}
      value={edited}
      onChange={(event) => setEdited(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Enter' && !nativeEvent.isComposing) save();
        if (key === 'Escape') setEdited(undefined);
      }}
    />
  );
}

function PriorityControl({ ticket, changing }: Header) {
  const t = useWords(ticketWords);
  const { language } = useLanguage();
  const [opened, setOpened] = useState(false);
  useShortcuts([{ keys: 'p', label: t('priority'), group: t('page'), run: () => setOpened(true) }]);
  const choose = (priority: Priority) => {
    if (priority === ticket.priority) return;
    const before = ticket.priority;
    void changing.change({
      done: t('priorityDone', { priority: say(priorityWords[priority], language) }),
      work: () => updateTicket(ticket, { priority }),
      undo: () => updateTicket(latest(ticket), { priority: before }),
    });
  };
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button type="button" className={styles.control}>
          <PriorityMark priority={ticket.priority} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {priorities.map((priority) => (
          <Menu.Item key={priority} onClick={() => choose(priority)}>
            <PriorityMark priority={priority} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const hour = 3_600_000;
const tomorrowMorning = (): string => {
  const day = new Date(Date.now() + 24 * hour);
  day.setHours(9, 0, 0, 0);
  return day.toISOString();
};

function More({ ticket, changing }: Header) {
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
