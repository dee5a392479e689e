import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { verdictOn, wordsOf, type Failure } from './domain/delivery.js';
import { mailConnections, Mailer } from './mailer.js';
import type { NoticeDocument } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';
import { Time } from '@deskbeat/service';

/** Longer than any attempt can take; after a crash the notice is tried again then. */
const leaseMs = 120_000;
const sweepMs = 5_000;

/** Sends queued e-mail. Replicas share the queue: who claims a notice has it to itself for a while. */
@Injectable()
export class MailSenderJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('mail');
  /** Taken by the server, but not written down: the store was away. */
  private readonly taken = new Set<string>();
  private working?: Promise<void>;
  private again = false;
  private closed = true;
  private resumeAt = 0;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly store: NoticeStore,
    private readonly mailer: Mailer,
    private readonly time: Time,
  ) {}

  now(): number {
    return this.time.now();
  }

  onApplicationBootstrap(): void {
    this.closed = false;
    this.kick();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    this.cancel();
    await this.working;
  }

  /** Call when something was queued. */
  kick(): void {
    if (this.closed || this.now() < this.resumeAt) return;
    if (this.working) {
      this.again = true;
      return;
    }
    this.cancel();
    this.working = this.drain()
      .catch((error: unknown) => this.logger.warn(`tries again at the next sweep: ${String(error)}`))
      .then(() => this.rest());
  }

  private async rest(): Promise<void> {
    const next = await this.store.nextQueued().catch(() => undefined);
    this.working = undefined;
    const again = this.again && this.now() >= this.resumeAt;
    this.again = false;
    if (again) return this.kick();
    if (this.closed) return;
    const at = Math.min(Math.max(next ?? Infinity, this.resumeAt), this.now() + sweepMs);
    this.cancel = this.time.in(Math.max(0, at - this.now()) + this.time.spread, () => this.kick());
  }

  private async drain(): Promise<void> {
    const first = await this.claim();
    if (!first) return;
    await Promise.all([this.sendFrom(first), ...Array.from({ length: mailConnections - 1 }, () => this.sendFrom())]);
  }

  private async sendFrom(first?: NoticeDocument): Promise<void> {
    for (let notice = first ?? (await this.claim()); notice; notice = await this.claim()) await this.attempt(notice);
  }

  private async claim(): Promise<NoticeDocument | undefined> {
    const now = this.now();
    return this.closed || now < this.resumeAt ? undefined : this.store.claim(now, leaseMs);
  }

  private async attempt(notice: NoticeDocument): Promise<void> {
    const attempts = notice.attempts + 1;
    try {
      if (!this.taken.has(notice._id)) await this.mailer.send(notice);
    } catch (error) {
      return this.failed(notice, attempts, error as Failure);
    }
    this.taken.add(notice._id);
    await this.store.finish(notice, { state: 'sent', attempts }, this.now());
    this.taken.delete(notice._id);
  }

  private async failed(notice: NoticeDocument, attempts: number, failure: Failure): Promise<void> {
    const now = this.now();
    const lastError = wordsOf(failure);
    const verdict = verdictOn(failure, attempts, now - notice.createdAt.getTime());
    switch (verdict.kind) {
      case 'refused':
        this.logger.warn({ msg: 'mail given up', notice: notice._id, attempts, lastError });
        await this.store.finish(notice, { state: 'failed', attempts, lastError }, now);
        return;
      case 'unreachable':
        // The others would fare no better: one mail finds out, not all of them.
        this.resumeAt = now + sweepMs;
        this.logger.warn({ msg: 'no mail server', lastError });
        return this.store.postpone(notice, { attempts, lastError, nextAt: new Date(now + verdict.delayMs) });
      case 'postponed':
        return this.store.postpone(notice, { attempts, lastError, nextAt: new Date(now + verdict.delayMs) });
    }
  }
}
