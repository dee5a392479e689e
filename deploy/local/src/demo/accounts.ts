import type { AccountView, MadeLink } from '@deskbeat/contracts';
import type { ApiClient } from '../api-client.js';
import { PEOPLE } from './organisation.js';

type Role = AccountView['role'];

/** Those who are in no queue, so that every role can be tried. */
const OTHERS: { id: string; name: string; role: Role }[] = [
  { id: 'admin', name: 'Ada Minster', role: 'administrator' },
  { id: 'audit', name: 'Otto Dit', role: 'auditor' },
];

export const emailOf = (id: string): string => `${id}@contoso.example`;

/** Lets everybody of the demo organisation sign in with one password. Accounts that are there stay as they are. */
export async function loadAccounts(api: ApiClient, password: string): Promise<string[]> {
  const everybody: { id: string; name: string; role: Role }[] = [...PEOPLE, ...OTHERS];
  for (const { id, name, role } of everybody) {
    const { body: account } = await api.ask<AccountView>('PUT', `/accounts/${id}`, { name, role, email: emailOf(id) });
    if (!account.hasPassword) await choosePassword(api, id, password);
  }
  return everybody.map(({ id, role }) => `${emailOf(id)} (${role})`);
}

async function choosePassword(api: ApiClient, id: string, password: string): Promise<void> {
  const { body } = await api.ask<MadeLink>('POST', `/accounts/${id}/links`, { by: 'hand' });
  const token = body.url!.split('/').at(-1)!;
  await api.ask('POST', `/welcome/${token}`, { password });
}
