import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SavedView, TicketOrder, TicketViewSpec, ViewColumn } from '@deskbeat/contracts';
import { useSession } from '../../api/session.js';
import { removeView, restoreView } from '../../api/views.js';
import { useWords } from '../../i18n/language.js';
import { useDoing } from '../../ui/toaster.js';
import { listWords } from './list-words.js';
import { ViewForm } from './view-form.js';
import { useViewName } from './views-nav.js';

interface Given {
  view: SavedView;
  /** Another order than the view's own, where one looks at it so. */
  order?: TicketOrder;
  columns: readonly ViewColumn[];
}

/** What can be done with the view itself; standard ones, and of agents those of others, can be copied. */
export function ViewMenu({ view, order = view.order, columns }: Given) {
  const t = useWords(listWords);
  const nameOf = useViewName();
  const navigate = useNavigate();
  const doing = useDoing();
  const [form, setForm] = useState<'edit' | 'copy'>();
  const { me, role } = useSession();
  const isStandard = view.scope === 'standard';
  const mayChange = !isStandard && (role !== 'agent' || view.ownerId === me.id);
  const scope = isStandard || form === 'copy' ? 'mine' : (view.scope as TicketViewSpec['scope']);
  const { filter, teamId } = view;
  const spec = { name: nameOf(view), filter, order, columns: [...columns], scope, ...(teamId && { teamId }) };
  const remove = async () => {
    const { name, id } = view;
    void navigate('/tickets');
    const gone = await doing(
      t('removed', { name }),
      () => removeView(view),
      () => restoreView(view),
    );
    if (!gone) void navigate(`/tickets?view=${encodeURIComponent(id)}`);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-xs" rightSection={<IconChevronDown size={13} />}>
            {t('view')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setForm('edit')}>
              {t('editView')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => setForm('copy')}>
            {t('copyView')}
          </Menu.Item>
          {mayChange && (
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
              {t('removeView')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {form && <ViewForm initial={spec} view={form === 'edit' ? view : undefined} onClose={() => setForm(undefined)} />}
    </>
  );
}
