import { Button, Group, Modal, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { defaultTiers } from '@deskbeat/contracts/vocabulary';
import type { ClearableField, CustomerView } from '@deskbeat/contracts';
import { updateCustomer } from '../../api/customers.js';
import { fieldErrors } from '../../api/problem.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { kitWords } from '../../ui/kit-words.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { customerWords, tierWords } from './customer-words.js';

const texts = ['name', 'region', 'language', 'timeZone'] as const satisfies readonly ClearableField[];
type Filled = Record<(typeof texts)[number] | 'notes' | 'tier', string>;

/** What people know of a customer. What one typed stays when it is refused. */
export function CustomerForm({ customer, onClose }: { customer: CustomerView; onClose: () => void }) {
  const t = useWords(customerWords);
  const kit = useWords(kitWords);
  const { language } = useLanguage();
  const [filled, setFilled] = useState<Filled>(() => filledFrom(customer));
  const refuse = useRefusal();
  const save = useMutation({
    mutationFn: () => updateCustomer(customer, changesIn(filled, customer)),
    onSuccess: ({ name = '' }) => {
      toast({ tone: 'done', text: t('saved', { name }) });
      onClose();
    },
    onError: refuse,
  });
  const errors = fieldErrors(save.error);
  const field = (name: keyof Filled) => ({
    label: t(name),
    value: filled[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFilled((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const tiers = [...new Set([...defaultTiers, customer.tier])];
  return (
    <Modal opened onClose={onClose} title={customer.name ?? t('unnamed')} size="lg">
      <form onSubmit={submit}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {texts.map((name) => (
            <TextInput key={name} {...field(name)} data-autofocus={name === 'name' || undefined} />
          ))}
          <Select
            label={t('tier')}
            allowDeselect={false}
            data={tiers.map((value) => ({ value, label: tierWords[value] ? say(tierWords[value], language) : value }))}
            value={filled.tier}
            error={errors.tier}
            onChange={(tier) => tier && setFilled((before) => ({ ...before, tier }))}
          />
        </SimpleGrid>
        <Textarea {...field('notes')} description={t('notesHint')} mt="md" maxRows={10} />
        <Group justify="end" mt="md">
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const filledFrom = (customer: CustomerView): Filled => {
  const { name = '', region = '', language = '', timeZone = '', notes = '', tier } = customer;
  return { name, region, language, timeZone, notes, tier };
};

/** Only what is another value now; what was emptied is cleared. */
function changesIn(filled: Filled, customer: CustomerView) {
  const before = filledFrom(customer);
  const changed = Object.entries(filled).filter(([name, value]) => value.trim() !== before[name as keyof Filled]);
  const set = changed.filter(([, value]) => value.trim() !== '').map(([name, value]) => [name, value.trim()]);
  const clear = changed.filter(([, value]) => value.trim() === '').map(([name]) => name as ClearableField);
  return { ...(Object.fromEntries(set) as Partial<Filled>), ...(clear.length > 0 && { clear }) };
}
