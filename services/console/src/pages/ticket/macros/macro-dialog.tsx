import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { MacroView, TicketView } from '@deskbeat/contracts';
import { applyMacro, macroPreviewQuery, macrosQuery } from '../../../api/macros.js';
import { useWords } from '../../../i18n/language.js';
import { kitWords } from '../../../ui/kit-words.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../../ui/section.js';
import { latest } from '../latest.js';
import styles from '../ticket.module.css';
import type { Changing } from '../use-changing.js';
import { macroWords } from './macro-words.js';
import { PlannedEntries } from './planned-entries.js';

interface Given {
  ticket: TicketView;
  changing: Changing;
  onClose: () => void;
}

/** Chooses a macro, shows what it would do to this ticket, does it. */
export default function MacroDialog({ ticket, changing, onClose }: Given) {
  const t = useWords(macroWords);
  const [chosen, choose] = useState<MacroView>();
  return (
    <Modal opened onClose={onClose} size="lg" title={chosen ? t('title', { title: chosen.title }) : t('run')}>
      {chosen ? (
        <Preview
          macro={chosen}
          ticket={ticket}
          changing={changing}
          onBack={() => choose(undefined)}
          onClose={onClose}
        />
      ) : (
        <Choice onChoose={choose} />
      )}
    </Modal>
  );
}

function Choice({ onChoose }: { onChoose: (macro: MacroView) => void }) {
  const t = useWords(macroWords);
  const macros = useQuery(macrosQuery);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const fitting = (macros.data?.items ?? []).filter(
    ({ title, shortcut = '', folder = '' }) =>
      `${folder} ${title}`.toLowerCase().includes(wanted) || shortcut.startsWith(wanted),
  );
  if (macros.isPending) return <SkeletonRows rows={4} />;
  if (!macros.data) return <ProblemPanel error={macros.error} retry={() => void macros.refetch()} />;
  if (macros.data.items.length === 0) return <EmptyState title={t('none')} />;
  return (
    <>
      <TextInput
        data-autofocus
        leftSection={<IconSearch size={16} />}
        placeholder={t('find')}
        aria-label={t('find')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !fitting[0]) return;
          event.preventDefault();
          onChoose(fitting[0]);
        }}
      />
      <div className={styles.choices}>
        {fitting.length === 0 && <span className="db-quiet">{t('noMatch')}</span>}
        {fitting.map((macro) => (
          <button key={macro.id} type="button" className={styles.choice} onClick={() => onChoose(macro)}>
            <span className="db-line">{macro.title}</span>
            <span className="db-quiet db-line">
              {[macro.folder, macro.shortcut && `/${macro.shortcut}`].filter(Boolean).join(' · ')}
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

function Preview({ macro, ticket, changing, onBack, onClose }: Given & { macro: MacroView; onBack: () => void }) {
  const t = useWords(macroWords);
  const kit = useWords(kitWords);
  const preview = useQuery({ ...macroPreviewQuery(ticket.id, macro.id), staleTime: 0 });
  const [isBusy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const apply = async () => {
    setBusy(true);
    const done = await changing.change({
      done: t('done', { title: macro.title }),
      work: () => applyMacro(latest(ticket), macro.id, key),
    });
    setBusy(false);
    if (done || changing.conflict) onClose();
  };
  return (
    <>
      {preview.isPending && <SkeletonRows rows={3} />}
      {preview.error && !preview.data && <ProblemPanel error={preview.error} retry={() => void preview.refetch()} />}
      {preview.data && <PlannedEntries ticket={ticket} preview={preview.data} />}
      <Group mt="md">
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
          {t('back')}
        </Button>
        <Button ml="auto" variant="default" onClick={onClose}>
          {kit('cancel')}
        </Button>
        <Button data-autofocus disabled={!preview.data?.changes} loading={isBusy} onClick={() => void apply()}>
          {t('apply')}
        </Button>
      </Group>
    </>
  );
}
