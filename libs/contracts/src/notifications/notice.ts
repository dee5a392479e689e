import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsString, Length } from 'class-validator';
import { Page } from '../common.js';
import { defineEvent, defineRequest, defineSignal } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Text } from '../fields.js';
import { TicketNoticeRecorded } from '../intake/events.js';

export const noticeChannels = ['in-app', 'email', 'webhook'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];
/**
 * `held`: waits for a time to tell it, maybe together with others. `queued`: on its way, with the other side's last words
 * if it was tried. `sent`: taken by the other side. `failed`: given up.
 */
export const deliveryStates = ['held', 'queued', 'sent', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
/** Why somebody is told. */
export const noticeCauses = [
  'received',
  'replied',
  'waiting-for-you',
  'resolved',
  'confirmation-reminder',
  'assigned',
  'reassigned',
  'asked-to-help',
  'unclaimed',
  'woken',
  'message-received',
  'mentioned',
  'reminder-due',
  'escalated',
  'summary',
] as const;
export type NoticeCause = (typeof noticeCauses)[number];

export class ListInbox extends Page {
  @Id() personId: string;
  @Maybe() @IsBoolean() unreadOnly?: boolean;
}

export class NoticeView {
  /** Key of its cause: the same cause makes the same notice. */
  @Line(500) id: string;
  @Maybe() @Id() ticketId?: string;
  @Line() cause: string;
  @OneOf(noticeChannels) channel: NoticeChannel;
  @Line(254) recipient: string;
  @Line(250) title: string;
  @Maybe() @Text() body?: string;
  @OneOf(deliveryStates) state: DeliveryState;
  @IsInt() attempts: number;
  /** Until when it is held, at the latest. */
  @Maybe() @Instant() heldUntil?: string;
  /** The summary that it went with. */
  @Maybe() @Line(500) summary?: string;
  /** The other side's words at the last failure. */
  @Maybe() @Line(500) lastError?: string;
  @IsBoolean() read: boolean;
  @Instant() createdAt: string;
  @Maybe() @Instant() sentAt?: string;
}

export class NoticeList {
  @ListOf(() => NoticeView, 200) items: NoticeView[];
  @Maybe() @IsInt() unread?: number;
  @Maybe() @Line(500) next?: string;
}

export class MarkRead {
  @Id() personId: string;
  @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 500, { each: true }) ids: string[];
}

export class MarkedRead {
  @IsInt() unread: number;
}

export class ListNotices extends Page {
  @Id() ticketId: string;
}

/** Tries a notice that was given up as if it were new. */
export class RetryNotice {
  @Line(500) id: string;
}

export const listInbox = defineRequest(
  'rpc.notifications.list-inbox.v1',
  'Read the inbox of a person',
  ListInbox,
  NoticeList,
);
export const markRead = defineRequest('rpc.notifications.mark-read.v1', 'Mark notices as read', MarkRead, MarkedRead);
export const listNotices = defineRequest(
  'rpc.notifications.list-notices.v1',
  'Notices about a ticket',
  ListNotices,
  NoticeList,
);

export const retryNotice = defineRequest(
  'rpc.notifications.retry-notice.v1',
  'Send a notice that was given up once more',
  RetryNotice,
  NoticeView,
);

/** How many notices of a person are not read. */
export class InboxChanged {
  @Id() personId: string;
  @IsInt() unread: number;
}
export const inboxChanged = defineSignal(
  'live.inbox-changed.v1',
  'Something came to an inbox or was read',
  InboxChanged,
);

export class NoticeDelivered extends TicketNoticeRecorded {
  @Id() ticketId: string;
}
/** Sent or given up; once per notice. */
export const noticeDelivered = defineEvent(
  'evt.notice.delivered.v1',
  'A notice reached its channel or was given up',
  NoticeDelivered,
);
