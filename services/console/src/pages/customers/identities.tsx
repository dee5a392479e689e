import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconAt, IconHash, IconPhone, IconRosetteDiscountCheck, IconTrash, IconUser } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { CustomerView, IdentityKind, IdentityView } from '@deskbeat/contracts';
import { addIdentity, removeIdentity, verifyIdentity } from '../../api/customers.js';
import { to, useAllowed } from '../../api/permissions.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { Panel } from '../../ui/panel.js';
import { useDoing, useRefusal } from '../../ui/toaster.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { customerWords, identityWords } from './customer-words.js';
import styles from './customers.module.css';

const icons = { email: IconAt, phone: IconPhone, social: IconUser, external: IconHash };
const kinds = Object.keys(icons) as IdentityKind[];

/** By what a customer is known again. */
export function Identities({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const mayChange = useAllowed(to.knowCustomers);
  return (
    <Panel title={t('identities')}>
      <ul className={styles.identities}>
        {customer.identities.map((identity) => (
          <IdentityLine
            key={`${identity.kind}:${identity.value}`}
            customerId={customer.id}
            identity={identity}
            mayChange={mayChange}
          />
        ))}
      </ul>
      {mayChange && <AddIdentity customerId={customer.id} />}
    </Panel>
  );
}

function IdentityLine({
  customerId,
  identity,
  mayChange,
}: {
  customerId: string;
  identity: IdentityView;
  mayChange: boolean;
}) {
  const t = useWords(customerWords);
  const { language } = useLanguage();
  const doing = useDoing();
  const { kind, value, verifiedAt } = identity;
  const Icon = icons[kind];
  const remove = () =>
    void doing(
      t('removed', { value }),
      () => removeIdentity(customerId, { kind, value }),
      () => addIdentity(customerId, { kind, value }),
    );
  const verify = () => void doing(t('verifiedNow', { value }), () => verifyIdentity(customerId, { kind, value }));
  return (
    <li>
      <Icon size={16} stroke={1.7} role="img" aria-label={say(identityWords[kind], language)} />
      <span className="db-line" title={value}>
        {value}
      </span>
      {verifiedAt ? (
        <Tooltip label={t('verified')}>
          <IconRosetteDiscountCheck size={18} className={styles.verified} role="img" aria-label={t('verified')} />
        </Tooltip>
      ) : (
        mayChange && (
          <Tooltip label={t('verify')}>
            <ActionIcon aria-label={`${t('verify')}: ${value}`} onClick={verify}>
              <IconRosetteDiscountCheck size={17} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )
      )}
      {mayChange && (
        <Tooltip label={t('remove')}>
          <ActionIcon aria-label={`${t('remove')}: ${value}`} onClick={remove}>
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

function AddIdentity({ customerId }: { customerId: string }) {
  const t = useWords(customerWords);
  const { language } = useLanguage();
  const refuse = useRefusal();
  const [kind, setKind] = useState<IdentityKind>('email');
  const [value, setValue] = useState('');
  const add = useMutation({
    mutationFn: () => addIdentity(customerId, { kind, value: value.trim() }),
    onSuccess: () => setValue(''),
    onError: refuse,
  });
  const errors = useFieldErrors(add.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (value.trim() !== '') add.mutate();
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <Select
        size="xs"
        aria-label={t('addKind')}
        allowDeselect={false}
        data={kinds.map((one) => ({ value: one, label: say(identityWords[one], language) }))}
        value={kind}
        onChange={(one) => one && setKind(one as IdentityKind)}
      />
      <TextInput
        size="xs"
        aria-label={t('addValue')}
        placeholder={t('addValue')}
        value={value}
        error={errors.value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={add.isPending} disabled={value.trim() === ''}>
        {t('add')}
      </Button>
    </form>
  );
}
