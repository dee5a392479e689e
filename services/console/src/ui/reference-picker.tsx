import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssetList, AssetView, CustomerList, CustomerView } from '@deskbeat/contracts';
import { get, path } from '../api/client.js';

interface Choice {
  value: string;
  label: string;
}

const ofCustomer = ({ id, name, email, phone }: CustomerView): Choice => ({
  value: id,
  label: [name, email ?? phone].filter(Boolean).join(' · ') || id,
});
const ofAsset = ({ id, product, serial }: AssetView): Choice => ({ value: id, label: `${product} · ${serial}` });

/** How things are found by what one types, and read by their id. */
const references = {
  customer: {
    find: async (q: string, signal: AbortSignal) =>
      (await get<CustomerList>('/search/customers', { q: q.slice(0, 100), limit: 8 }, signal)).items.map(ofCustomer),
    read: async (id: string, signal: AbortSignal) => ofCustomer(await get(path`/customers/${id}`, {}, signal)),
  },
  organisation: {
    find: async (q: string, signal: AbortSignal) =>
      (await get<CustomerList>('/search/customers', { q: q.slice(0, 100), limit: 20 }, signal)).items
        .filter(({ kind }) => kind === 'organisation')
        .map(ofCustomer),
    read: async (id: string, signal: AbortSignal) => ofCustomer(await get(path`/customers/${id}`, {}, signal)),
  },
  asset: {
    find: async (q: string, signal: AbortSignal) =>
      (await get<AssetList>('/assets', { serial: q.slice(0, 100), limit: 8 }, signal)).items.map(ofAsset),
    read: async (id: string, signal: AbortSignal) => ofAsset(await get(path`/assets/${id}`, {}, signal)),
  },
};
export type ReferenceKind = keyof typeof references;

interface Given {
  of: ReferenceKind;
  value: string | null;
  onChange: (id: string | null) => void;
  label?: string;
  'aria-label'?: string;
  description?: string;
  placeholder?: string;
  error?: string;
  required?: boolean;
  size?: 'xs' | 'sm';
}

/** What is called so, as choices. */
export function useFound(of: ReferenceKind, typed: string): Choice[] {
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    queryKey: ['reference', of, q],
    queryFn: ({ signal }) => references[of].find(q, signal),
    enabled: q.length > 0 && !q.includes(' · '),
    placeholderData: keepPreviousData,
  });
  return q === '' ? [] : (found.data ?? []);
}

/** The name of what an id means. */
export const useReferenceName = (of: ReferenceKind, id: string | null): string | undefined =>
  useQuery({
    queryKey: ['reference-name', of, id],
    queryFn: ({ signal }) => references[of].read(id!, signal),
    enabled: id !== null,
    staleTime: 60_000,
  }).data?.label;

/** Chooses a customer, an organisation or an asset by a few letters. */
export function ReferencePicker({ of, value, onChange, ...shown }: Given) {
  const [typed, setTyped] = useState('');
  const name = useReferenceName(of, value);
  const found = useFound(of, typed === name ? '' : typed);
  const chosen = value === null ? [] : [{ value, label: name ?? value }];
  return (
    <Select
      {...shown}
      searchable
      clearable
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      data={[...chosen, ...found.filter((one) => one.value !== value)]}
      onChange={onChange}
    />
  );
}
