import { Matches } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Line, ListOf, Maybe, Nested, OneOf } from '../fields.js';
import { noticeCauses, noticeChannels, type NoticeCause, type NoticeChannel } from './notice.js';

/** Languages that notices are written in. */
export const noticeLanguages = ['en', 'zh'] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

export const digests = ['none', 'hourly', 'daily'] as const;
export type Digest = (typeof digests)[number];

/** From one local time to another, past midnight if `to` is not after `from`. */
export class QuietHours {
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) from: string;
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) to: string;
}

/** Whether one wants to be told of something by a channel. */
export class Wish {
  @OneOf(noticeCauses) cause: NoticeCause;
  @OneOf(noticeChannels) channel: NoticeChannel;
  @OneOf(['on', 'off']) wish: 'on' | 'off';
}

export class Preferences {
  @OneOf(noticeLanguages) language: NoticeLanguage;
  /** IANA. */
  @Line(64) timeZone: string;
  /** Mails wait until they end; breaches of promises that run day and night do not. */
  @Maybe() @Nested(() => QuietHours) quiet?: QuietHours;
  /** Mails are gathered into one an hour, or one a day at eight in the morning. */
  @OneOf(digests) digest: Digest;
  /** Where they differ from what everybody has. */
  @ListOf(() => Wish, 100) wishes: Wish[];
}

export class GetPreferences {
  @Id() personId: string;
}

export class SavePreferences extends Preferences {
  @Id() personId: string;
}

export class PreferencesView extends Preferences {
  @Id() personId: string;
  /** What is told by which channel, the wishes reckoned in. */
  @ListOf(() => Wish, 100) effective: Wish[];
}

export const getPreferences = defineRequest(
  'rpc.notifications.get-preferences.v1',
  'How a person wants to be told',
  GetPreferences,
  PreferencesView,
);
export const savePreferences = defineRequest(
  'rpc.notifications.save-preferences.v1',
  'Say how a person wants to be told',
  SavePreferences,
  PreferencesView,
);
