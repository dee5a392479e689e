import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { Time } from '@deskbeat/service';
import { bodyFor } from '../domain/webhook.js';
import type { NoticeDocument } from '../notice.schema.js';
import { NotificationsConfig } from '../notifications.config.js';
import { post } from './post.js';
import { WebhookStore, type WebhookDocument } from './webhook.store.js';

/** Posts on their way at once. */
export const hookConnections = 16;
/** A receiver that has failed is left alone, so that it does not keep the others waiting. */
const restMs = 5_000;

@Injectable()
export class HookPoster {
  private readonly restUntil = new Map<string, number>();

  constructor(
    private readonly webhooks: WebhookStore,
    private readonly time: Time,
    private readonly config: NotificationsConfig,
  ) {}

  /** @throws Failure; `EFORBIDDEN` when the webhook is gone, switched off, or may not be told */
  async send({ _id, recipient, message }: NoticeDocument): Promise<void> {
    const webhook = await this.webhooks.get(recipient);
    if (!webhook?.enabled) throw Object.assign(new Error('the webhook is switched off'), { code: 'EFORBIDDEN' });
    if ((this.restUntil.get(recipient) ?? 0) > this.time.now()) throw new Error('the receiver has just failed');
    const body = JSON.stringify(bodyFor(webhook.format, message!));
    try {
      const headers = webhook.format === 'standard' ? this.signed(webhook, _id, body) : {};
      await post(webhook.url, body, { headers, allowPrivate: this.config.WEBHOOKS_TO_PRIVATE_NETWORKS });
      this.restUntil.delete(recipient);
    } catch (error) {
      this.restUntil.set(recipient, this.time.now() + restMs);
      throw error;
    }
  }

  /** The receiver said 410: it wants no more. */
  async gone({ recipient }: NoticeDocument, words: string): Promise<void> {
    const webhook = await this.webhooks.get(recipient);
    if (!webhook?.enabled) return;
    const updatedAt = new Date(this.time.now());
    await this.webhooks.save(webhook, { ...webhook, enabled: false, disabledFor: words, updatedAt });
  }

  /** Standard Webhooks: the same id for each try, and a signature for each secret that counts. */
  private signed({ secret, formerSecret }: WebhookDocument, id: string, body: string): Record<string, string> {
    const now = new Date(this.time.now());
    const secrets = formerSecret && formerSecret.until > now ? [secret, formerSecret.secret] : [secret];
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': secrets.map((one) => new Webhook(one).sign(id, now, body)).join(' '),
    };
  }
}
