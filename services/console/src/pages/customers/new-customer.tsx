import { SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CustomerKind } from '@deskbeat/contracts';
import { createCustomer } from '../../api/customers.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { DoingDialog } from '../../ui/doing-dialog.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { filledFrom, newCustomer, type Reached } from './customer-changes.js';
import { CustomerInputs } from './customer-inputs.js';
import { customerWords, identityWords, kindWords } from './customer-words.js';

const kinds = ['person', 'organisation'] as const;

/** Somebody who has not reported anything yet, or an organisation that people belong to. */
export default function NewCustomer({ onClose }: { onClose: () => void }) {
  const t = useWords(customerWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const refuse = useRefusal();
  const [filled, setFilled] = useState(() => filledFrom({}));
  const [reached, setReached] = useState<Reached>({ kind: 'person', email: '', phone: '' });
  const create = useMutation({
    mutationFn: () => createCustomer(newCustomer(filled, reached)),
    onSuccess: ({ id, name }) => {
      toast({ tone: 'done', text: t('created', { name: name ?? t('unnamed') }) });
      onClose();
      void navigate(`/customers/${encodeURIComponent(id)}`);
    },
    onError: refuse,
  });
  const errors = useFieldErrors(create.error);
  return (
    <DoingDialog
      title={t('newCustomer')}
      action={t('create')}
      canDo={[filled.name, reached.email, reached.phone].some((text) => text.trim() !== '')}
      isBusy={create.isPending}
      onDo={() => create.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('addKind')}
        value={reached.kind}
        onChange={(kind) => setReached({ ...reached, kind: kind as CustomerKind })}
        data={kinds.map((value) => ({ value, label: say(kindWords[value], language) }))}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {(['email', 'phone'] as const).map((way) => (
          <TextInput
            key={way}
            type={way === 'email' ? 'email' : 'tel'}
            label={say(identityWords[way], language)}
            value={reached[way]}
            error={way === 'email' ? errors.identities : undefined}
            onChange={(event) => setReached({ ...reached, [way]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
      <CustomerInputs
        filled={filled}
        errors={errors}
        hasOrganisations={reached.kind === 'person'}
        onChange={(change) => setFilled((before) => ({ ...before, ...change }))}
      />
    </DoingDialog>
  );
}
