import {
  Autocomplete,
  Button,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { channels, priorities } from '@deskbeat/contracts/vocabulary';
import type { Channel, CustomerList, OpenTicket, Priority } from '@deskbeat/contracts';
import { get } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import { typesQuery } from '../../api/queries.js';
import { openTicket } from '../../api/tickets.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useTypeName, ticketPath } from '../../ui/ticket-row.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { channelWords, priorityWords } from '../../ui/vocabulary-words.js';
import { customerFrom } from './customer-ref.js';
import { newTicketWords } from './new-ticket-words.js';

interface Form {
  customer: string;
  subject: string;
  text: string;
  type: string | null;
  priority: string | null;
  channel: string | null;
  product: string;
  tags: string[];
}
const empty: Form = {
  customer: '',
  subject: '',
  text: '',
  type: null,
  priority: null,
  channel: 'phone',
  product: '',
  tags: [],
};

/** Takes an issue in for a customer who is on the phone or at the desk. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(newTicketWords);
  const { language } = useLanguage();
  const typeName = useTypeName();
  const types = useQuery(typesQuery).data?.items.filter(({ active }) => active) ?? [];
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const customers = useCustomers(form.customer);
  const { create, errors } = useOpening(key, onClose);
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const known = customers.find(({ label }) => label === form.customer);
  const customer = known ? { id: known.id } : customerFrom(form.customer);
  const missing = (value: unknown) => (tried && !value ? t('needed') : undefined);
  const submit = () => {
    setTried(true);
    const { subject, text, type, priority, channel, product, tags } = form;
    if (!customer || !subject.trim()) return;
    create.mutate({
      subject: subject.trim(),
      customer,
      channel: channel as Channel,
      ...(text.trim() && { text }),
      ...(type && { type }),
      ...(priority && { priority: priority as Priority }),
      ...(product.trim() && { product: product.trim() }),
      ...(tags.length > 0 && { tags }),
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
      >
        <Stack gap="md">
          <Autocomplete
            data-autofocus
            label={t('customer')}
            description={customer && !known ? t('newCustomer', { who: form.customer.trim() }) : t('customerHint')}
            error={missing(customer) ?? errors('/customer')}
            value={form.customer}
            onChange={(value) => set({ customer: value })}
            data={customers.map(({ label }) => label)}
            filter={({ options }) => options}
            size="sm"
          />
          <TextInput
            label={t('subject')}
            maxLength={250}
            value={form.subject}
            error={missing(form.subject.trim()) ?? errors('/subject')}
            onChange={(event) => set({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('text')}
            minRows={4}
            maxRows={12}
            value={form.text}
            error={errors('/text')}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
            <Select
              label={t('type')}
              clearable
              searchable
              value={form.type}
              onChange={(type) => set({ type })}
              data={types.map(({ key: value }) => ({ value, label: typeName(value) }))}
              error={errors('/type')}
            />
            <Select
              label={t('priority')}
              clearable
              value={form.priority}
              onChange={(priority) => set({ priority })}
              data={priorities.map((value) => ({ value, label: say(priorityWords[value], language) }))}
              error={errors('/priority')}
            />
            <Select
              label={t('channel')}
              allowDeselect={false}
              value={form.channel}
              onChange={(channel) => set({ channel })}
              data={channels.map((value) => ({ value, label: say(channelWords[value], language) }))}
              error={errors('/channel')}
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput
              label={t('product')}
              value={form.product}
              error={errors('/product')}
              onChange={(event) => set({ product: event.currentTarget.value })}
            />
            <TagsInput
              size="sm"
              label={t('tags')}
              value={form.tags}
              error={errors('/tags')}
              onChange={(tags) => set({ tags })}
            />
          </SimpleGrid>
          <Group justify="end">
            <Button type="submit" loading={create.isPending}>
              {t('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The same key however often it is tried: a lost answer makes no second ticket. */
function useOpening(key: string, onClose: () => void) {
  const t = useWords(newTicketWords);
  const navigate = useNavigate();
  const refuse = useRefusal();
  const create = useMutation({
    mutationFn: (ticket: OpenTicket) => openTicket(ticket, key),
    onSuccess: (ticket) => {
      toast({ tone: 'done', text: t('created', { number: ticket.number }) });
      onClose();
      void navigate(ticketPath(ticket));
    },
    onError: refuse,
  });
  const problems = isProblem(create.error) ? create.error.errors : [];
  const errors = (pointer: string) => problems.find((one) => one.pointer.startsWith(pointer))?.message;
  return { create, errors };
}

function useCustomers(typed: string): { id: string; label: string }[] {
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    queryKey: ['customer-choice', q],
    queryFn: ({ signal }) => get<CustomerList>('/search/customers', { q: q.slice(0, 100), limit: 8 }, signal),
    enabled: q.length > 1 && !q.includes(' · '),
    placeholderData: keepPreviousData,
  });
  const labels = new Map<string, string>();
  for (const { id, name, email, phone } of found.data?.items ?? []) {
    const label = [name, email ?? phone].filter(Boolean).join(' · ') || id;
    if (!labels.has(label)) labels.set(label, id);
  }
  return [...labels].map(([label, id]) => ({ id, label }));
}
