import { useQuery } from '@tanstack/react-query';
import type { WebhookList } from '@deskbeat/contracts';
import { get } from '../../../api/client.js';
import { useWords } from '../../../i18n/language.js';
import { useChoices } from '../form/use-choices.js';
import { slaWords } from './sla-setting-words.js';

/** Whom an escalation can tell, in groups; those that are named stay, though they may be gone. */
export function useReceivers() {
  const t = useWords(slaWords);
  const people = useChoices('people');
  const webhooks = useQuery({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => get<WebhookList>('/webhooks', {}, signal),
  }).data?.items;
  const roles = (['assignee', 'lead', 'manager'] as const).map((value) => ({
    value: value as string,
    label: t(value),
  }));
  const persons = people.map(({ value, label }) => ({ value: `person:${value}`, label }));
  const hooks = (webhooks ?? []).map(({ id, name }) => ({ value: `webhook:${id}`, label: name }));
  const known = new Set([...roles, ...persons, ...hooks].map(({ value }) => value));
  return (named: readonly string[]) => [
    ...roles,
    ...named.filter((one) => !known.has(one)).map((value) => ({ value, label: value })),
    { group: t('people'), items: persons },
    { group: t('webhooks'), items: hooks },
  ];
}
