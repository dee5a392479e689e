import { IsArray, IsBoolean, IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Nothing } from '../common.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Text, Whole } from '../fields.js';
import { noticeCauses, type NoticeCause } from './notice.js';
import { noticeLanguages, type NoticeLanguage } from './preferences.js';

export const templateLimits = { title: 1_000, body: 20_000 } as const;

class TemplateKey {
  @OneOf(noticeCauses) cause: NoticeCause;
  @OneOf(noticeLanguages) language: NoticeLanguage;
}

/** Liquid without files and code: `{{ ticket.number }}`, `{% if reason %}`. Letters are made of the text. */
export class TemplateText extends TemplateKey {
  /** Subject of the letter, title of the notice. */
  @Line(templateLimits.title) title: string;
  @Text(templateLimits.body) body: string;
}

export class TemplateView extends TemplateText {
  /** 1: as delivered. */
  @IsInt() version: number;
  @IsBoolean() isOwn: boolean;
  /** Variables that it may use. */
  @IsArray() variables: string[];
  @Maybe() @Instant() updatedAt?: string;
}

export class TemplateList {
  @ListOf(() => TemplateView, 100) items: TemplateView[];
}

export class SaveTemplate extends TemplateText {
  /** Version that was seen. */
  @Whole(1) seenVersion: number;
}

/** Back to what was delivered. */
export class ResetTemplate extends TemplateKey {}

/** Shows a template, saved or not, with a ticket. */
export class PreviewTemplate extends TemplateKey {
  @Maybe() @Line(templateLimits.title) title?: string;
  @Maybe() @Text(templateLimits.body) body?: string;
  /** Without one: with example values. */
  @Maybe() @Id() withTicket?: string;
}

export class Preview {
  @Line(templateLimits.title) title: string;
  @Text() text: string;
  @Text(200_000) html: string;
}

export class TemplateVersions {
  /** Newest first. */
  @ListOf(() => TemplateView, 1_000) items: TemplateView[];
}

export class ListTemplateVersions extends TemplateKey {}

export const listTemplates = defineRequest(
  'rpc.notifications.list-templates.v1',
  'List the texts of all notices',
  Nothing,
  TemplateList,
);
export const listTemplateVersions = defineRequest(
  'rpc.notifications.list-template-versions.v1',
  'What a text was before',
  ListTemplateVersions,
  TemplateVersions,
);
export const saveTemplate = defineRequest(
  'rpc.notifications.save-template.v1',
  'Write a text of one’s own',
  SaveTemplate,
  TemplateView,
);
export const resetTemplate = defineRequest(
  'rpc.notifications.reset-template.v1',
  'Go back to the text as delivered',
  ResetTemplate,
  TemplateView,
);
export const previewTemplate = defineRequest(
  'rpc.notifications.preview-template.v1',
  'See a notice before anybody gets it',
  PreviewTemplate,
  Preview,
);
