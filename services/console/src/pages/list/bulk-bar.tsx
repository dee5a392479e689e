import { Button, CloseButton, Menu, Popover, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { priorities, statuses } from '@deskbeat/contracts/vocabulary';
import type { ChangeTickets, ProblemCode, Status, TicketView } from '@deskbeat/contracts';
import { peopleQuery } from '../../api/queries.js';
import { changeTickets } from '../../api/tickets.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { problemWords } from '../../ui/problem-words.js';
import { StatusMark } from '../../ui/status-mark.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { bulkWords } from './list-words.js';
import styles from './list.module.css';

type Work = Omit<ChangeTickets, 'tickets' | 'idempotencyKey'>;

/** What can be done to all that are chosen; each has its own outcome. */
export function BulkBar({
  chosen,
  onDone,
  onNone,
}: {
  chosen: readonly TicketView[];
  onDone: () => void;
  onNone: () => void;
}) {
  const t = useWords(bulkWords);
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const { change, isPending } = useBulk(chosen, onDone);
  const [to, setTo] = useState<Status>();
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('chosen', { n: chosen.length })}>
      <strong className="db-figures">{t('chosen', { n: chosen.length })}</strong>
      <Menu position="top">
        <Menu.Target>
          <Button variant="default" loading={isPending}>
            {t('assign')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {people.map(({ id, name }) => (
            <Menu.Item
              key={id}
              leftSection={<PersonAvatar id={id} name={name} size={20} />}
              onClick={() => change({ assign: { personId: id, reason: t('assign') } })}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top">
        <Menu.Target>
          <Button variant="default">{t('status')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {statuses
            .filter((status) => status !== 'new')
            .map((status) => (
              <Menu.Item key={status} onClick={() => setTo(status)}>
                <StatusMark status={status} />
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top">
        <Menu.Target>
          <Button variant="default">{t('priority')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {priorities.map((priority) => (
            <Menu.Item key={priority} onClick={() => change({ update: { priority } })}>
              <PriorityMark priority={priority} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <AddTag onTag={(tag) => change({ update: { addTags: [tag] } })} />
      <CloseButton aria-label={t('none')} onClick={onNone} />
      {to && (
        <MoveAll
          key={to}
          onClose={() => setTo(undefined)}
          onMove={(texts) => {
            setTo(undefined);
            change({ status: { to, ...texts } });
          }}
        />
      )}
    </div>
  );
}

function AddTag({ onTag }: { onTag: (tag: string) => void }) {
  const t = useWords(bulkWords);
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpened(true)}>
          {t('tag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          data-autofocus
          maxLength={50}
          aria-label={t('tag')}
          onKeyDown={({ key, currentTarget }) => {
            if (key !== 'Enter' || currentTarget.value.trim() === '') return;
            setOpened(false);
            onTag(currentTarget.value.trim());
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the move may need of each: what is left empty is not said. */
function MoveAll({ onMove, onClose }: { onMove: (texts: object) => void; onClose: () => void }) {
  const t = useWords(bulkWords);
  const [texts, setTexts] = useState({ reason: '', resolution: '', message: '' });
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
  return (
    <Popover withRoles={false} opened onChange={onClose} position="top" width={360} trapFocus>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown style={{ whiteSpace: 'normal' }}>
        <Stack gap="sm">
          <strong>{t('text')}</strong>
          {(['reason', 'resolution', 'message'] as const).map((name) => (
            <Textarea
              key={name}
              label={t(name)}
              minRows={1}
              value={texts[name]}
              onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
            />
          ))}
          <Button onClick={() => onMove(given)}>{t('apply')}</Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function useBulk(chosen: readonly TicketView[], onDone: () => void) {
  const t = useWords(bulkWords);
  const { language } = useLanguage();
  const refuse = useRefusal();
  const work = useMutation({
    mutationFn: (change: Work) =>
      changeTickets({ ...change, tickets: chosen.map(({ id }) => ({ id })) }, crypto.randomUUID()),
    onSuccess: ({ changed, refused, items }) => {
      if (changed > 0 || refused === 0) toast({ tone: 'done', text: t('done', { n: changed }) });
      const code = items.find(({ outcome }) => outcome === 'refused')?.code as ProblemCode | undefined;
      const word = code && problemWords[code];
      if (refused > 0)
        toast({ tone: 'refused', text: t('refused', { n: refused, why: word ? say(word, language) : (code ?? '') }) });
      onDone();
    },
    onError: refuse,
  });
  return { change: (change: Work) => work.mutate(change), isPending: work.isPending };
}
