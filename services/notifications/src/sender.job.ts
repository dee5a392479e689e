import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { NoticeChannel } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { hookVerdict, mailVerdict, wordsOf, type Failure, type Verdict } from './domain/delivery.js';
import { Encloser } from './letter/enclosures.js';
import { longestWithFilesMs, mailConnections, Mailer } from './mailer.js';
import type { NoticeDocument } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';
import { HookPoster, hookConnections } from './webhook/hook-poster.js';

/** Longer than any attempt can take; after a crash the notice is tried again then. */
const leaseMs = 120_000;
const leaseWithFilesMs = longestWithFilesMs + leaseMs;
const sweepMs = 5_000;

/** A way out of the house. */
export interface Outlet {
  channel: NoticeChannel;
  /** Notices on their way at once. */
  connections: number;
  /** Resolves when the other side has taken it. @throws Failure */
  send(notice: NoticeDocument): Promise<void>;
  /** How long an attempt can take, where that is longer than usual. Milliseconds. */
  longer?(notice: NoticeDocument): number | undefined;
  verdictOn(failure: Failure, attempts: number, ageMs: number): Verdict;
  /** Nothing is wanted there any more. */
  gone?(notice: NoticeDocument, words: string): Promise<void>;
}

/** Sends what is queued for one channel. Replicas share the queue: who claims a notice has it to itself for a while. */
export class Sender {
  private readonly logger: Logger;
  /** Taken by the other side, but not written down: the store was away. */
  private readonly taken = new Set<string>();
  private working?: Promise<void>;
  private again = false;
  private closed = true;
  private resumeAt = 0;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly store: NoticeStore,
    private readonly time: Time,
    private readonly outlet: Outlet,
  ) {
    this.logger = new Logger(`${outlet.channel} sender`);
  }

  start(): void {
    this.closed = false;
    this.kick();
  }

  /** Resolves when what is on its way has arrived or failed. */
  async stop(): Promise<void> {
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

  private now(): number {
    return this.time.now();
  }

  private async rest(): Promise<void> {
    const next = await this.store.nextQueued(this.outlet.channel).catch(() => undefined);
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
    const others = Array.from({ length: this.outlet.connections - 1 }, () => this.sendFrom());
    await Promise.all([this.sendFrom(first), ...others]);
  }

  private async sendFrom(first?: NoticeDocument): Promise<void> {
    for (let notice = first ?? (await this.claim()); notice; notice = await this.claim()) await this.attempt(notice);
  }

  private async claim(): Promise<NoticeDocument | undefined> {
    const now = this.now();
    return this.closed || now < this.resumeAt ? undefined : this.store.claim(this.outlet.channel, now, leaseMs);
  }

  private async attempt(claimed: NoticeDocument): Promise<void> {
    const notice = await this.withTime(claimed);
    const attempts = notice.attempts + 1;
    try {
      if (!this.taken.has(notice._id)) await this.outlet.send(notice);
    } catch (error) {
      return this.failed(notice, attempts, error as Failure);
    }
    this.taken.add(notice._id);
    await this.store.finish(notice, { state: 'sent', attempts }, this.now());
    this.taken.delete(notice._id);
  }

  private async withTime(notice: NoticeDocument): Promise<NoticeDocument> {
    const longerMs = this.outlet.longer?.(notice);
    if (longerMs === undefined) return notice;
    const until = new Date(this.now() + longerMs);
    await this.store.hold(notice, until);
    return { ...notice, nextAt: until };
  }

  private async failed(notice: NoticeDocument, attempts: number, failure: Failure): Promise<void> {
    const now = this.now();
    const lastError = wordsOf(failure);
    const verdict = this.outlet.verdictOn(failure, attempts, now - (notice.queuedAt ?? notice.createdAt).getTime());
    switch (verdict.kind) {
      case 'gone':
        await this.outlet.gone?.(notice, lastError);
        await this.store.finish(notice, { state: 'failed', attempts, lastError }, now);
        return;
      case 'refused':
        this.logger.warn({ msg: 'given up', notice: notice._id, attempts, lastError });
        await this.store.finish(notice, { state: 'failed', attempts, lastError }, now);
        return;
      case 'unreachable':
        // The others would fare no better: one finds out, not all of them.
        this.resumeAt = now + sweepMs;
        this.logger.warn({ msg: 'nobody there', lastError });
        return this.store.postpone(notice, { attempts, lastError, nextAt: new Date(now + verdict.delayMs) });
      case 'postponed':
        return this.store.postpone(notice, { attempts, lastError, nextAt: new Date(now + verdict.delayMs) });
    }
  }
}

@Injectable()
export class MailSenderJob extends Sender implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(store: NoticeStore, time: Time, mailer: Mailer, encloser: Encloser) {
    super(store, time, {
      channel: 'email',
      connections: mailConnections,
      send: async (notice) => mailer.send(notice, await encloser.of(notice)),
      longer: ({ files = [] }) => (files.length > 0 ? leaseWithFilesMs : undefined),
      verdictOn: mailVerdict,
    });
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}

@Injectable()
export class HookSenderJob extends Sender implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(store: NoticeStore, time: Time, poster: HookPoster) {
    super(store, time, {
      channel: 'webhook',
      connections: hookConnections,
      send: (notice) => poster.send(notice),
      verdictOn: hookVerdict,
      gone: (notice, words) => poster.gone(notice, words),
    });
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}
