import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { priorities } from '@deskbeat/contracts/vocabulary';
import type { Priority, TicketView } from '@deskbeat/contracts';
import { useFieldLimits } from '../../api/field-rules.js';
import { to, useAllowed } from '../../api/permissions.js';
import { updateTicket } from '../../api/tickets.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { TargetChip } from '../../ui/sla-chip.js';
import { priorityWords } from '../../ui/vocabulary-words.js';
import { AssigneeControl } from './assignee-control.js';
import { latest } from './latest.js';
import { More } from './more-menu.js';
import { RunMacro } from './macros/run-macro.js';
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
  const mayWork = useAllowed(to.work);
  const { fixes } = useFieldLimits('ticket');
  return (
    <>
      <div className={styles.heading}>
        <span className={`${styles.number} db-figures`}>{ticket.number}</span>
        {mayWork && !fixes('subject') ? (
          <Subject key={ticket.subject} ticket={ticket} changing={changing} />
        ) : (
          <h2 className={styles.subject}>{ticket.subject}</h2>
        )}
        <ActionIcon className={`${styles.sheetDoor} ${styles.end}`} aria-label={t('context')} onClick={onContext}>
          <IconInfoCircle size={20} />
        </ActionIcon>
      </div>
      <fieldset className={styles.controls} disabled={!mayWork}>
        <StatusControl ticket={ticket} changing={changing} />
        {fixes('priority') ? (
          <PriorityMark priority={ticket.priority} />
        ) : (
          <PriorityControl ticket={ticket} changing={changing} />
        )}
        <AssigneeControl ticket={ticket} changing={changing} />
        <span className={styles.chips}>
          {shownFaces(ticket.clocks).map((face) => (
            <TargetChip key={`${face.target}:${face.cycle}`} face={face} since={ticket.createdAt} />
          ))}
        </span>
        {mayWork && (
          <span className={styles.end}>
            <RunMacro ticket={ticket} changing={changing} />
            <More ticket={ticket} changing={changing} />
          </span>
        )}
      </fieldset>
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
      shown: { subject },
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
      shown: { priority },
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
