import { ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsUrl, Matches } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Nothing, Page } from '../common.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Text } from '../fields.js';
import { NoticeList, NoticeView } from './notice.js';

/** `standard`: signed by Standard Webhooks. The others are what these products take. */
export const webhookFormats = ['standard', 'slack', 'teams', 'feishu', 'dingtalk'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

/** What a webhook may be told of. Escalations name their webhooks in the SLA policy. */
export const webhookEvents = [
  'ticket.opened',
  'ticket.status-changed',
  'ticket.replied',
  'ticket.message-received',
  'ticket.assigned',
  'ticket.reminder-due',
  'ticket.escalated',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Creates a webhook or changes one; fields that are absent stay as they are. */
export class SaveWebhook {
  @Id() id: string;
  @Maybe() @Line() name?: string;
  @Maybe()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  @Line(2_000)
  url?: string;
  @Maybe() @OneOf(webhookFormats) format?: WebhookFormat;
  @Maybe() @IsArray() @ArrayUnique() @IsIn([...webhookEvents], { each: true }) events?: WebhookEvent[];
  @Maybe() @IsBoolean() enabled?: boolean;
  /** Makes a new secret; what is sent in the next 24 hours is signed with both. */
  @Maybe() @IsBoolean() rotateSecret?: boolean;
  /** For those who have one already: `whsec_` and base64 of 24 to 64 bytes. */
  @Maybe() @Matches(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/) secret?: string;
}

export class WebhookView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Line(2_000) url: string;
  @OneOf(webhookFormats) format: WebhookFormat;
  @IsArray() events: WebhookEvent[];
  @IsBoolean() enabled: boolean;
  /** Why it was switched off by the system. */
  @Maybe() @Text(500) disabledFor?: string;
  /** Shown when it is made, never again. */
  @Maybe() @Line() secret?: string;
  @Instant() updatedAt: string;
}

export class WebhookList {
  @ListOf(() => WebhookView, 1_000) items: WebhookView[];
}

export class WebhookRef {
  @Id() id: string;
}

export class ListDeliveries extends Page {
  @Id() id: string;
}

export const saveWebhook = defineRequest(
  'rpc.notifications.save-webhook.v1',
  'Create or change a webhook',
  SaveWebhook,
  WebhookView,
);
export const listWebhooks = defineRequest(
  'rpc.notifications.list-webhooks.v1',
  'List the webhooks',
  Nothing,
  WebhookList,
);
export const deleteWebhook = defineRequest(
  'rpc.notifications.delete-webhook.v1',
  'Remove a webhook; what is on its way to it is given up',
  WebhookRef,
  WebhookRef,
);
export const testWebhook = defineRequest(
  'rpc.notifications.test-webhook.v1',
  'Send an example to a webhook',
  WebhookRef,
  NoticeView,
);
export const listDeliveries = defineRequest(
  'rpc.notifications.list-deliveries.v1',
  'What was sent to a webhook, newest first',
  ListDeliveries,
  NoticeList,
);
