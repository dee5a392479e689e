import { Injectable } from '@nestjs/common';
import {
  noticeCauses,
  noticeLanguages,
  Problem,
  type Actor,
  type ListTemplateVersions,
  type NoticeCause,
  type NoticeLanguage,
  type Preview,
  type PreviewTemplate,
  type ResetTemplate,
  type SaveTemplate,
  type TemplateList,
  type TemplateVersions,
  type TemplateView,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { fill, namesOf, type Values } from '@deskbeat/templates';
import { variables as examples } from '../domain/causes.js';
import { htmlOf, titleOf } from '../domain/letter.js';
import { texts, type NoticeText } from '../domain/texts.js';
import { TicketFacts } from '../ticket-facts.js';
import { TemplateStore, type TemplateDocument } from './template.store.js';

/** How long a replica goes on with the text that it knows, in milliseconds. */
const knownForMs = 2_000;
const mostVersions = 200;
/** Version of a text that nobody has rewritten. */
const delivered = 1;

@Injectable()
export class TemplateService {
  private readonly known = new Map<string, { until: number; text: Promise<NoticeText> }>();

  constructor(
    private readonly store: TemplateStore,
    private readonly facts: TicketFacts,
    private readonly time: Time,
  ) {}

  /** The notice as its reader gets it. */
  async render(cause: NoticeCause, language: NoticeLanguage, values: Values): Promise<NoticeText> {
    const { title, body } = await this.textOf(cause, language);
    return filled(title, body, values);
  }

  async list(): Promise<TemplateList> {
    const keys = noticeCauses.flatMap((cause) => noticeLanguages.map((language) => ({ cause, language })));
    return {
      items: await Promise.all(
        keys.map(async ({ cause, language }) => viewOf(cause, language, await this.store.newest(cause, language))),
      ),
    };
  }

  async versions({ cause, language }: ListTemplateVersions): Promise<TemplateVersions> {
    const found = await this.store.versions(cause, language, mostVersions);
    return { items: found.map((one) => viewOf(cause, language, one)) };
  }

  /** @throws Problem `validation-failed` when the text cannot be filled in, `version-conflict` */
  async save({ cause, language, title, body, seenVersion }: SaveTemplate, actor: Actor): Promise<TemplateView> {
    filled(title, body, examples[cause]);
    return this.write(cause, language, seenVersion, { title, body }, actor);
  }

  async reset({ cause, language }: ResetTemplate, actor: Actor): Promise<TemplateView> {
    const newest = await this.store.newest(cause, language);
    if (newest?.title === undefined) return viewOf(cause, language, newest);
    return this.write(cause, language, newest.version, {}, actor);
  }

  async preview({ cause, language, title, body, withTicket }: PreviewTemplate): Promise<Preview> {
    const saved = await this.textOf(cause, language);
    const example = examples[cause];
    const real = withTicket === undefined ? example : await this.facts.preview(withTicket, example, language);
    const shown = filled(title ?? saved.title, body ?? saved.body, real);
    return { title: shown.title, text: shown.body, html: htmlOf(shown.body) };
  }

  private async write(
    cause: NoticeCause,
    language: NoticeLanguage,
    seenVersion: number,
    text: Partial<NoticeText>,
    { kind, id }: Actor,
  ): Promise<TemplateView> {
    const newest = (await this.store.newest(cause, language))?.version ?? delivered;
    if (newest !== seenVersion) throw new Problem('version-conflict', { context: { currentVersion: newest } });
    const updatedAt = new Date(this.time.now());
    const version = newest + 1;
    const written = await this.store.add({ cause, language, version, ...text, updatedAt, by: `${kind}:${id}` });
    this.known.delete(`${cause}:${language}`);
    return viewOf(cause, language, written);
  }

  private textOf(cause: NoticeCause, language: NoticeLanguage): Promise<NoticeText> {
    const key = `${cause}:${language}`;
    const now = this.time.now();
    const known = this.known.get(key);
    if (known && known.until > now) return known.text;
    const text = this.store.newest(cause, language).then((own) => ({ ...texts[language][cause], ...ownText(own) }));
    this.known.set(key, { until: now + knownForMs, text });
    text.catch(() => this.known.delete(key));
    return text;
  }
}

const filled = (title: string, body: string, values: Values): NoticeText => ({
  title: titleOf(fill({ source: title, pointer: '/title' }, values)),
  body: fill({ source: body, pointer: '/body' }, values).trim(),
});

const ownText = (own: TemplateDocument | undefined): Partial<NoticeText> =>
  own?.title === undefined ? {} : { title: own.title, body: own.body };

function viewOf(cause: NoticeCause, language: NoticeLanguage, own: TemplateDocument | undefined): TemplateView {
  return {
    cause,
    language,
    ...texts[language][cause],
    ...ownText(own),
    version: own?.version ?? delivered,
    isOwn: own?.title !== undefined,
    variables: namesOf(examples[cause]),
    ...(own && { updatedAt: own.updatedAt.toISOString() }),
  };
}
