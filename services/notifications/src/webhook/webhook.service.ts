import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Problem,
  type ListDeliveries,
  type NoticeList,
  type NoticeView,
  type SaveWebhook,
  type WebhookEvent,
  type WebhookList,
  type WebhookRef,
  type WebhookView,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { Deliveries } from '../deliveries.js';
import type { HookMessage } from '../domain/webhook.js';
import { viewOf as noticeView } from '../notice-view.js';
import { NoticeStore } from '../notice.store.js';
import { NotificationsConfig } from '../notifications.config.js';
import { checkHost } from './public-address.js';
import { WebhookStore, type WebhookDocument } from './webhook.store.js';

const formerCountsMs = 24 * 3_600_000;
/** How long a replica goes on with the webhooks that it knows, in milliseconds. */
const knownForMs = 2_000;

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** What a webhook is to be told of a ticket. */
export interface HookNews extends HookMessage {
  type: WebhookEvent;
  ticketId: string;
}

@Injectable()
export class WebhookService {
  private known?: { until: number; webhooks: Promise<WebhookDocument[]> };

  constructor(
    private readonly store: WebhookStore,
    private readonly notices: NoticeStore,
    private readonly deliveries: Deliveries,
    private readonly time: Time,
    private readonly config: NotificationsConfig,
  ) {}

  /** @throws Problem `validation-failed` for an address that may not be told, `version-conflict` */
  async save({ id, rotateSecret, secret, ...asked }: SaveWebhook): Promise<WebhookView> {
    const before = await this.store.get(id);
    const { name = before?.name ?? id, url = before?.url, enabled = before?.enabled ?? true } = asked;
    const { format = before?.format ?? 'standard', events = before?.events ?? [] } = asked;
    this.checkUrl(url);
    const isNew = rotateSecret === true || secret !== undefined || !before;
    const next = { _id: id, name, url: url!, format, events, enabled, updatedAt: new Date(this.time.now()) };
    const saved = await this.store.save(before, {
      ...next,
      ...(!enabled && before?.disabledFor !== undefined && { disabledFor: before.disabledFor }),
      ...(isNew ? this.secrets(secret ?? newSecret(), before) : keptSecrets(before)),
    });
    this.known = undefined;
    return { ...viewOf(saved), ...(isNew && { secret: saved.secret }) };
  }

  async list(): Promise<WebhookList> {
    return { items: (await this.store.list()).map(viewOf) };
  }

  async delete({ id }: WebhookRef): Promise<WebhookRef> {
    if (!(await this.store.delete(id))) throw new Problem('not-found');
    this.known = undefined;
    return { id };
  }

  async test({ id }: WebhookRef): Promise<NoticeView> {
    if (!(await this.store.get(id))) throw new Problem('not-found');
    const now = this.time.now();
    const key = `test:${now}:${randomBytes(4).toString('hex')}:${id}`;
    const message = { type: 'test', timestamp: new Date(now).toISOString(), data: {}, title: 'Deskbeat says hello' };
    await this.notices.add(
      key,
      { channel: 'webhook', recipient: id, cause: 'test', title: message.title, message },
      now,
    );
    this.deliveries.made('webhook', id);
    return noticeView((await this.notices.get(key))!);
  }

  async sent({ id, limit = 50, cursor }: ListDeliveries): Promise<NoticeList> {
    const { items, ...page } = await this.notices.of({ recipient: id, channel: 'webhook' }, limit, cursor);
    return { items: items.map(noticeView), ...page };
  }

  async isAnyoneInterested(type: WebhookEvent): Promise<boolean> {
    return (await this.enabled()).some(({ events }) => events.includes(type));
  }

  /** Queues it for every webhook that wants to know, once for each cause. @returns how many want to know */
  async tell(causeId: string, { ticketId, ...message }: HookNews): Promise<number> {
    const wanted = (await this.enabled()).filter(({ events }) => events.includes(message.type));
    await Promise.all(wanted.map(({ _id }) => this.queue(causeId, _id, ticketId, message)));
    return wanted.length;
  }

  /** Queues it for webhooks by their ids, whatever they wish; those that are not there are left out. */
  async tellNamed(causeId: string, ids: readonly string[], { ticketId, ...message }: HookNews): Promise<number> {
    const named = (await this.enabled()).filter(({ _id }) => ids.includes(_id));
    await Promise.all(named.map(({ _id }) => this.queue(causeId, _id, ticketId, message)));
    return named.length;
  }

  private async queue(causeId: string, recipient: string, ticketId: string, message: HookMessage): Promise<void> {
    const draft = {
      channel: 'webhook',
      recipient,
      ticketId,
      cause: message.type,
      title: message.title,
      message,
    } as const;
    await this.notices.add(`${causeId}:${recipient}:webhook`, draft, this.time.now());
    this.deliveries.made('webhook', recipient);
  }

  private async enabled(): Promise<WebhookDocument[]> {
    const now = this.time.now();
    if (!this.known || this.known.until <= now) {
      this.known = { until: now + knownForMs, webhooks: this.store.list() };
      this.known.webhooks.catch(() => (this.known = undefined));
    }
    return (await this.known.webhooks).filter(({ enabled }) => enabled);
  }

  private secrets(secret: string, before?: WebhookDocument): Pick<WebhookDocument, 'secret' | 'formerSecret'> {
    const until = new Date(this.time.now() + formerCountsMs);
    return { secret, ...(before && { formerSecret: { secret: before.secret, until } }) };
  }

  private checkUrl(url: string | undefined): void {
    const refuse = (message: string): never => {
      throw new Problem('validation-failed', { errors: [{ pointer: '/url', message }] });
    };
    if (url === undefined) return refuse('a new webhook needs an address');
    try {
      if (!this.config.WEBHOOKS_TO_PRIVATE_NETWORKS) checkHost(new URL(url).hostname);
    } catch (error) {
      refuse((error as Error).message);
    }
  }
}

const keptSecrets = (before: WebhookDocument): Pick<WebhookDocument, 'secret' | 'formerSecret'> => ({
  secret: before.secret,
  ...(before.formerSecret && { formerSecret: before.formerSecret }),
});

function viewOf({ _id, secret: _secret, formerSecret: _former, updatedAt, ...rest }: WebhookDocument): WebhookView {
  return { id: _id, ...rest, updatedAt: updatedAt.toISOString() };
}
