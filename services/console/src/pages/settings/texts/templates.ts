import type { TemplateList, TemplateView } from '@deskbeat/contracts';
import { get, path, put } from '../../../api/client.js';
import { resource } from '../form/resource.js';
import { TemplateMore } from './template-more.js';
import { noticeCauseWords } from '../../../ui/vocabulary-words.js';
import { languageWords, templateWords as w } from './template-words.js';
import { listedTemplate, templatesKey, type ListedTemplate } from './templates-data.js';

export const templates = resource<ListedTemplate>({
  key: 'templates',
  one: w.template,
  hint: w.templatesHint,
  queryKey: templatesKey,
  list: async (signal) => ({ items: (await get<TemplateList>('/templates', {}, signal)).items.map(listedTemplate) }),
  titleOf: ({ cause, language }, speak) => `${speak(noticeCauseWords[cause])} (${speak(languageWords[language])})`,
  noteOf: ({ isOwn, title }, speak) => [isOwn && speak(w.ownText), title].filter(Boolean).join(' · '),
  fields: [
    { name: 'title', word: w.title, kind: 'line', required: true },
    { name: 'body', word: w.body, hint: w.bodyHint, kind: 'text', required: true },
  ],
  valuesOf: (view) => ({ title: view?.title ?? '', body: view?.body ?? '' }),
  save: async (values, view) => {
    const { cause, language, version: seen } = view!;
    return listedTemplate(await put<TemplateView>(path`/templates/${cause}/${language}`, values, { seen }));
  },
  isWhole: true,
  More: TemplateMore,
});
