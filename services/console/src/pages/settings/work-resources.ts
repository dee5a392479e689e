import { IconMessage2, IconWebhook } from '@tabler/icons-react';
import type { CannedReplyList, CannedReplyView, ShelfScope, WebhookList, WebhookView } from '@deskbeat/contracts';
import { get, path, post, put, remove } from '../../api/client.js';
import { choicesOf, filledIn, resource } from './resource.js';
import { WebhookMore } from './webhook-more.js';
import { eventWords, formatWords, scopeWords, workWords as w } from './work-words.js';

export const cannedReplies = resource<CannedReplyView>({
  key: 'canned-replies',
  icon: IconMessage2,
  word: w.cannedReplies,
  one: w.cannedReply,
  hint: w.cannedHint,
  queryKey: ['canned-replies'],
  list: (signal) => get<CannedReplyList>('/canned-replies', {}, signal),
  titleOf: (view) => view.title,
  noteOf: ({ folder, shortcut }) => [folder, shortcut && `/${shortcut}`].filter(Boolean).join(' · '),
  fields: [
    { name: 'title', word: w.title, kind: 'line', required: true },
    { name: 'shortcut', word: w.shortcut, hint: w.shortcutHint, kind: 'line' },
    { name: 'folder', word: w.folder, kind: 'line' },
    { name: 'scope', word: w.scope, kind: 'choice', required: true, choices: choicesOf(scopeWords) },
    { name: 'teamId', word: w.team, hint: w.teamHint, kind: 'one-of', source: 'teams' },
    { name: 'wording', word: w.wording, hint: w.wordingHint, kind: 'text', required: true },
  ],
  valuesOf: (view) => ({
    title: view?.title ?? '',
    shortcut: view?.shortcut ?? '',
    folder: view?.folder ?? '',
    scope: view?.scope ?? 'shared',
    teamId: view?.teamId ?? '',
    wording: view?.wording.text ?? view?.wording.html ?? '',
  }),
  save: (values, view) => {
    const { wording, ...place } = filledIn(values) as Record<string, string> & { scope: ShelfScope };
    const body = { ...place, wording: view?.wording.html === undefined ? { text: wording } : { html: wording } };
    return view
      ? put<CannedReplyView>(path`/canned-replies/${view.id}`, body, { seen: view.version })
      : post<CannedReplyView>('/canned-replies', body);
  },
  remove: (view) => remove(path`/canned-replies/${view.id}`),
  canBringBack: true,
});

export const webhooks = resource<WebhookView>({
  key: 'webhooks',
  icon: IconWebhook,
  word: w.webhooks,
  one: w.webhook,
  hint: w.webhooksHint,
  queryKey: ['webhooks'],
  list: (signal) => get<WebhookList>('/webhooks', {}, signal),
  titleOf: (view) => view.name,
  noteOf: (view) => view.disabledFor ?? view.url,
  fields: [
    { name: 'id', word: w.id, hint: w.idHint, kind: 'line', required: true, fixed: true },
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
