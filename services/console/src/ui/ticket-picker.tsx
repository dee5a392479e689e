import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundTickets, TicketView } from '@deskbeat/contracts';
import { get, path } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import { numberIn } from '../app/palette-entries.js';

/** By its number, else by words of it. */
async function findTickets(q: string, signal: AbortSignal): Promise<TicketView[]> {
  const number = numberIn(q);
  if (!number) {
    const { items } = await get<FoundTickets>('/search/tickets', { q, limit: 8 }, signal);
    return items.map(({ ticket }) => ticket);
  }
  try {
    return [await get<TicketView>(path`/tickets/${number}`, {}, signal)];
  } catch (error) {
    if (isProblem(error, 'not-found')) return [];
    throw error;
  }
}

const labelOf = ({ number, subject }: TicketView): string => `${number} · ${subject}`;

/** Chooses another ticket by its number or by words of it. */
export function TicketPicker({
  label,
  except,
  chosen,
  onChoose,
}: {
  label: string;
  /** Id of the ticket that is meant not to be chosen. */
  except: string;
  chosen: TicketView | undefined;
  onChoose: (ticket: TicketView | undefined) => void;
}) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    queryKey: ['ticket-choice', q],
    queryFn: ({ signal }) => findTickets(q, signal),
    enabled: q !== '' && !(chosen && q === labelOf(chosen)),
    placeholderData: keepPreviousData,
  });
  const others = (found.data ?? []).filter(({ id }) => id !== except && id !== chosen?.id);
  const shown = [...(chosen ? [chosen] : []), ...others];
  return (
    <Select
      data-autofocus
      searchable
      clearable
      label={label}
      placeholder="DB-10482"
      value={chosen?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      data={shown.map((ticket) => ({ value: ticket.id, label: labelOf(ticket) }))}
      onChange={(id) => onChoose(shown.find((ticket) => ticket.id === id))}
    />
  );
}
