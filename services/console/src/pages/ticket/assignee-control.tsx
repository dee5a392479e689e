import { Button, Popover, ScrollArea, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonView, TicketView } from '@deskbeat/contracts';
import { peopleQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { assignTo, returnToQueue } from '../../api/tickets.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useWords } from '../../i18n/language.js';
import { PersonAvatar, PresenceDot } from '../../ui/person-avatar.js';
import { AssignmentWhy } from './assignment-why.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

/** Who has the ticket; who else could; why. */
export function AssigneeControl({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(ticketWords);
  const { me } = useSession();
  const [opened, setOpened] = useState(false);
  const { assigneeId, assigneeName } = ticket;
  const [receiver, setReceiver] = useState<PersonView>();
  const close = () => {
    setOpened(false);
    setReceiver(undefined);
  };
  const give = (id: string, name: string, reason?: string) => {
    close();
    if (id === assigneeId) return;
    void changing.change({
      done: t('assignDone', { name }),
      shown: { assigneeId: id, assigneeName: name },
      work: () => assignTo(ticket.id, id, reason),
      ...(assigneeId && { undo: () => assignTo(ticket.id, assigneeId, t('takenBack')) }),
    });
  };
  const choose = (person: PersonView) => {
    // Whoever hands on a ticket of their own says why.
    if (assigneeId === me.id && person.id !== me.id) setReceiver(person);
    else give(person.id, person.name);
  };
  useShortcuts([
    { keys: 'e', label: t('assignee'), group: t('page'), run: () => setOpened(true) },
    { keys: 'm', label: t('takeIt'), group: t('page'), run: () => give(me.id, me.name) },
  ]);
  return (
    <>
      <Popover
        opened={opened}
        onChange={(open) => (open ? setOpened(true) : close())}
        width={320}
        position="bottom-start"
        shadow="md"
        trapFocus
      >
        <Popover.Target>
          <button
            type="button"
            className={styles.control}
            aria-label={`${t('assignee')}: ${assigneeName ?? t('nobody')}`}
            onClick={() => setOpened(!opened)}
          >
            <PersonAvatar id={assigneeId} name={assigneeName} size={20} />
            {assigneeName ?? t('nobody')}
          </button>
        </Popover.Target>
        <Popover.Dropdown p="sm">
          {receiver ? (
            <Reason
              done={t('giveTo', { name: receiver.name })}
              onGiven={(reason) => give(receiver.id, receiver.name, reason)}
            />
          ) : (
            <People onChoose={choose} />
          )}
          {assigneeId && !receiver && (
            <Return
              onReturn={(reason) => {
                close();
                void changing.change({
                  done: t('returned'),
                  work: () => returnToQueue(ticket.id, reason),
                  undo: () => assignTo(ticket.id, assigneeId),
                });
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <AssignmentWhy ticket={ticket} />
    </>
  );
}

function People({ onChoose }: { onChoose: (person: PersonView) => void }) {
  const t = useWords(ticketWords);
  const [typed, setTyped] = useState('');
  const people = useQuery(peopleQuery).data?.items ?? [];
  const fitting = people.filter(
    ({ active, name }) => active && name.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const order = { available: 0, busy: 1, away: 2, offline: 3 };
  const sorted = fitting.toSorted((a, b) => order[a.presence] - order[b.presence] || a.load - b.load);
  return (
    <>
      <TextInput
        data-autofocus
        placeholder={t('find')}
        aria-label={t('find')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && sorted[0] && onChoose(sorted[0])}
      />
      <ScrollArea.Autosize mah={260} mt={4}>
        {sorted.map((person) => (
          <Button
            key={person.id}
            fullWidth
            variant="subtle"
            color="gray"
            size="sm"
            justify="start"
            leftSection={<PersonAvatar id={person.id} name={person.name} size={22} />}
            rightSection={<PresenceDot presence={person.presence} />}
            styles={{ label: { flex: 1 } }}
            onClick={() => onChoose(person)}
          >
            <span className="db-line">{person.name}</span>
            <span className="db-quiet db-figures" style={{ marginLeft: 'auto', fontWeight: 400, fontSize: 12 }}>
              {t('load', { n: person.openTickets })}
            </span>
          </Button>
        ))}
      </ScrollArea.Autosize>
    </>
  );
}

function Return({ onReturn }: { onReturn: (reason: string) => void }) {
  const t = useWords(ticketWords);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button fullWidth variant="default" mt="sm" onClick={() => setAsked(true)}>
        {t('giveBack')}
      </Button>
    );
  }
  return <Reason done={t('giveBack')} onGiven={onReturn} />;
}

function Reason({ done, onGiven }: { done: string; onGiven: (reason: string) => void }) {
  const t = useWords(ticketWords);
  const [reason, setReason] = useState('');
  return (
    <>
      <Textarea
        autoFocus
        mt="sm"
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button fullWidth mt="sm" disabled={reason.trim() === ''} onClick={() => onGiven(reason.trim())}>
        {done}
      </Button>
    </>
  );
}
