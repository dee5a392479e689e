import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FoundTickets, TicketList } from '@deskbeat/contracts';
import { useState } from 'react';
import { get } from '../../../api/client.js';

interface Shown {
  label: string;
  hint: string;
  onChoose: (ticketId: string | undefined) => void;
}

/** A ticket by its number or words; without any, one of the newest. */
export function TicketChoice({ label, hint, onChoose }: Shown) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: ['ticket-choice', q],
    queryFn: async ({ signal }) => {
      if (q === '') return (await get<TicketList>('/tickets', { limit: 10 }, signal)).items;
      const answer = await get<FoundTickets>('/search/tickets', { q: q.slice(0, 200), limit: 10 }, signal);
      return answer.items.map(({ ticket }) => ticket);
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      label={label}
      placeholder={hint}
      maw={560}
      searchable
      clearable
      data={(found.data ?? []).map(({ id, number, subject }) => ({ value: id, label: `${number} · ${subject}` }))}
      filter={({ options }) => options}
      onSearchChange={(value) => setTyped(value.split(' · ')[0]!)}
      onChange={(id) => onChoose(id ?? undefined)}
    />
  );
}
