import { Button, Table } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { HoldView } from '@deskbeat/contracts';
import { customerQuery } from '../../../api/customers.js';
import { queryClient } from '../../../api/queries.js';
import { endHold, holdsQuery } from '../../../api/retention.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import { NothingHere, Panel } from '../../../ui/panel.js';
import { useRefusal } from '../../../ui/toaster.js';
import { useConfirming } from '../form/confirming.js';
import { TicketName } from '../form/ticket-name.js';
import { HoldForm } from './hold-form.js';
import { retentionWords } from './retention-words.js';

/** What is kept for a legal reason. */
export function HoldsPanel({ mayChange }: { mayChange: boolean }) {
  const t = useWords(retentionWords);
  const { instant } = useFormats();
  const refuse = useRefusal();
  const { confirm, dialog } = useConfirming();
  const holds = useQuery(holdsQuery).data?.items ?? [];
  const release = useMutation({
    mutationFn: endHold,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: holdsQuery.queryKey }),
    onError: refuse,
  });
  const ask = async (hold: HoldView) => {
    if (await confirm(t('releaseSure'), t('release'))) release.mutate(hold);
  };
  return (
    <Panel title={t('holds')} hint={t('holdsHint')}>
      {dialog}
      {holds.length === 0 && <NothingHere>{t('noHolds')}</NothingHere>}
      {holds.length > 0 && (
        <Table aria-label={t('holds')}>
          <Table.Tbody>
            {holds.map((hold) => (
              <Table.Tr key={`${hold.kind} ${hold.id}`} data-hold={hold.kind}>
                <Table.Td>
                  {t(hold.kind)} <Held hold={hold} />
                </Table.Td>
                <Table.Td>{hold.reason}</Table.Td>
                <Table.Td className="db-quiet">
                  {hold.by.name ?? hold.by.id}, {instant(hold.at)}
                </Table.Td>
                <Table.Td>
                  {mayChange && (
                    <Button size="compact-sm" variant="default" onClick={() => void ask(hold)}>
                      {t('release')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayChange && <HoldForm />}
    </Panel>
  );
}

const Held = ({ hold: { kind, id } }: { hold: HoldView }) =>
  kind === 'ticket' ? <TicketName id={id} /> : <CustomerName id={id} />;

function CustomerName({ id }: { id: string }) {
  const customer = useQuery(customerQuery(id)).data;
  return <span title={id}>{customer?.name ?? customer?.email ?? '…'}</span>;
}
