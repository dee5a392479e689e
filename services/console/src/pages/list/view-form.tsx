import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SavedView, TicketOrder, TicketViewSpec } from '@deskbeat/contracts';
import { isProblem } from '../../api/problem.js';
import { queryClient, teamsQuery, viewsQuery } from '../../api/queries.js';
import { saveView } from '../../api/views.js';
import { useWords } from '../../i18n/language.js';
import { DoingDialog } from '../../ui/doing-dialog.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { listWords } from './list-words.js';

const scopes = ['mine', 'team', 'shared'] as const;
const orders = ['due', 'newest', 'updated'] as const;

/** A view: its name, filters and order, and whose it is. What was filled in stays when it is refused. */
export function ViewForm({
  initial,
  view,
  onClose,
}: {
  initial: TicketViewSpec;
  /** The view that is changed; a new one without it. */
  view?: SavedView;
  onClose: () => void;
}) {
  const t = useWords(listWords);
  const navigate = useNavigate();
  const refuse = useRefusal();
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const [form, setForm] = useState(initial);
  const set = (change: Partial<TicketViewSpec>) => setForm({ ...form, ...change });
  const { teamId, ...others } = form;
  const spec = { ...others, name: form.name.trim(), ...(form.scope === 'team' && teamId && { teamId }) };
  const save = useMutation({
    mutationFn: () => saveView(spec, view),
    onSuccess: (saved) => {
      toast({ tone: 'done', text: t('saved', { name: saved.name }) });
      onClose();
      void navigate(`/tickets?view=${encodeURIComponent(saved.id)}`);
    },
    onError: (error) => {
      refuse(error);
      if (isProblem(error, 'version-conflict')) void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
  });
  const errors = useFieldErrors(save.error);
  return (
    <DoingDialog
      title={t(view ? 'editView' : 'save')}
      action={t(view ? 'keep' : 'save')}
      canDo={spec.name !== '' && (form.scope !== 'team' || teamId !== undefined)}
      isBusy={save.isPending}
      onDo={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('name')}
        maxLength={200}
        value={form.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('filters')}
        description={t('filtersHint')}
        maxLength={500}
        value={form.filter}
        error={errors.filter}
        onChange={(event) => set({ filter: event.currentTarget.value })}
      />
      <Select
        label={t('order')}
        allowDeselect={false}
        value={form.order}
        onChange={(order) => order && set({ order: order as TicketOrder })}
        data={orders.map((value) => ({ value, label: t(value) }))}
      />
      <Select
        label={t('whose')}
        allowDeselect={false}
        value={form.scope}
        onChange={(scope) => scope && set({ scope: scope as TicketViewSpec['scope'] })}
        data={scopes.map((value) => ({ value, label: t(value) }))}
      />
      {form.scope === 'team' && (
        <Select
          label={t('team')}
          value={teamId ?? null}
          error={errors.teamId}
          onChange={(id) => set({ teamId: id ?? undefined })}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </DoingDialog>
  );
}
