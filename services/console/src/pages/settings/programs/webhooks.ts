import type { WebhookList, WebhookView } from '@deskbeat/contracts';
import { get, path, put, remove } from '../../../api/client.js';
import { choicesOf, filledIn, resource } from '../form/resource.js';
import { settingsWords } from '../settings-words.js';
import { WebhookMore } from './webhook-more.js';
import { eventWords, formatWords, webhookWords as w } from './webhook-words.js';

export const webhooks = resource<WebhookView>({
  key: 'webhooks',
  one: w.webhook,
  hint: w.webhooksHint,
  queryKey: ['webhooks'],
  list: (signal) => get<WebhookList>('/webhooks', {}, signal),
  titleOf: (view) => view.name,
  noteOf: (view) => view.disabledFor ?? view.url,
  fields: [
    { name: 'id', word: w.id, hint: settingsWords.idHint, kind: 'line', required: true, fixed: true },
    { name: 'name', word: w.name, kind: 'line', required: true },
    { name: 'url', word: w.url, kind: 'line', required: true },
    { name: 'format', word: w.format, kind: 'choice', required: true, choices: choicesOf(formatWords) },
    { name: 'events', word: w.events, kind: 'choices', choices: choicesOf(eventWords) },
    { name: 'enabled', word: w.enabled, kind: 'switch' },
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    url: view?.url ?? '',
    format: view?.format ?? 'standard',
    events: view?.events ?? [],
    enabled: view?.enabled ?? true,
  }),
  save: ({ id, ...values }) => put<WebhookView>(path`/webhooks/${id as string}`, filledIn(values)),
  remove: (view) => remove(path`/webhooks/${view.id}`),
  More: WebhookMore,
});
