import type { CustomerRef } from '@deskbeat/contracts';

/** What somebody typed about a customer who is not known yet: an address, a number, else a name. */
export function customerFrom(typed: string): CustomerRef | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const [, named = '', address] = /^(.*?)\s*<?([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>?$/.exec(text) ?? [];
  if (address) return { email: address, ...(named && { name: named }) };
  if (/^\+?[\d\s()/-]{6,}$/.test(text)) return { phone: text };
  return { name: text };
}
