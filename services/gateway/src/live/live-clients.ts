import type { Changed } from '../access/credential-changes.js';
import type { Frame } from './frame.js';
import type { LiveClient } from './live-client.js';

/** Whoever listens now. */
export class LiveClients {
  private readonly all = new Set<LiveClient>();

  get size(): number {
    return this.all.size;
  }

  add(client: LiveClient): void {
    this.all.add(client);
  }

  remove(client: LiveClient): void {
    this.all.delete(client);
  }

  offer(frame: Frame): void {
    for (const client of this.all) client.offer(frame);
  }

  /** A sign of life for each; who came in by something that has expired meanwhile must come in again. */
  beat(now: number): void {
    for (const client of this.all) {
      if (client.credit.until > now) client.beat();
      else client.end();
    }
  }

  /** Those who came in by what has changed must come in again, if they may. */
  changed(changed: Changed): void {
    const ids = changed === 'any' ? undefined : new Set(changed);
    for (const client of this.all) {
      if (client.credit.ids.some((id) => !ids || ids.has(id))) client.end();
    }
  }

  endAll(): void {
    for (const client of this.all) client.end();
  }
}
