import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CustomerView } from '@deskbeat/contracts';
import { updateCustomer } from '../../api/customers.js';
import { useWords } from '../../i18n/language.js';
import { DoingDialog } from '../../ui/doing-dialog.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { backTo, changesIn, filledFrom } from './customer-changes.js';
import { CustomerInputs } from './customer-inputs.js';
import { customerWords } from './customer-words.js';

/** What people know of a customer. What one typed stays when it is refused. */
export function CustomerForm({ customer, onClose }: { customer: CustomerView; onClose: () => void }) {
  const t = useWords(customerWords);
  const refuse = useRefusal();
  const [filled, setFilled] = useState(() => filledFrom(customer));
  const changes = changesIn(filled, filledFrom(customer));
  const save = useMutation({
    mutationFn: () => updateCustomer(customer, changes),
    onSuccess: (saved) => {
      const undo = () => void updateCustomer(saved, backTo(customer, saved)).catch(refuse);
      toast({ tone: 'done', text: t('saved', { name: saved.name ?? t('unnamed') }), undo });
      onClose();
    },
    onError: refuse,
  });
  const errors = useFieldErrors(save.error);
  return (
    <DoingDialog
      title={customer.name ?? t('unnamed')}
      action={t('save')}
      canDo={Object.keys(changes).length > 0}
      isBusy={save.isPending}
      onDo={() => save.mutate()}
      onClose={onClose}
    >
      <CustomerInputs
        filled={filled}
        errors={errors}
        hasOrganisations={customer.kind === 'person'}
        onChange={(change) => setFilled((before) => ({ ...before, ...change }))}
      />
    </DoingDialog>
  );
}
