import type { TemplateView } from '@deskbeat/contracts';

/** A template under an id of its own, as lists need one. */
export type ListedTemplate = TemplateView & { id: string };

export const listedTemplate = (template: TemplateView): ListedTemplate => ({
  ...template,
  id: `${template.language}-${template.cause}`,
});

export const templatesKey = ['templates'];
