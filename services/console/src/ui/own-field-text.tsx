import type { FieldDefinition, FieldValue } from '@deskbeat/contracts';
import { useReferenceName } from './reference-picker.js';

/** What a field of the organisation's own says: choices by their labels, what is named by its name. */
export function OwnFieldText({ field: { kind, options = [] }, value }: { field: FieldDefinition; value: FieldValue }) {
  const isReference = kind === 'customer' || kind === 'asset';
  const name = useReferenceName(isReference ? kind : 'customer', isReference ? String(value) : null);
  const labelOf = (key: string) => options.find((option) => option.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(labelOf).join(', ');
  if (typeof value === 'boolean') return value ? '✓' : '–';
  return isReference ? (name ?? value) : labelOf(String(value));
}
