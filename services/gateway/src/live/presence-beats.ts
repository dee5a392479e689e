import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { beatPresence, type Actor } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';

/** A third of what a sign of life lasts: one may be lost. */
const beatEveryMs = 20_000;
const mostAtOnce = 1_000;
const actor: Actor = { kind: 'system', id: 'gateway', name: 'Gateway' };

/** Tells who has a live connection through this gateway, at once and then again and again. */
@Injectable()
export class PresenceBeats implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('presence');
  /** Open connections by person. */
  private readonly open = new Map<string, number>();
  private stop?: () => void;

  constructor(
    private readonly bus: Bus,
    private readonly time: Time,
  ) {}

  onModuleInit(): void {
    this.stop = this.time.in(beatEveryMs, () => this.beatAll());
  }

  onModuleDestroy(): void {
    this.stop?.();
  }

  /**
   * @param personId whose feed it is, where the caller does not say who they are
   * @returns takes it back when the connection ends
   */
  connected(caller: Actor, personId?: string): () => void {
    const id = caller.kind === 'person' ? caller.id : personId;
    if (id === undefined) return () => undefined;
    const before = this.open.get(id) ?? 0;
    this.open.set(id, before + 1);
    if (before === 0) void this.beat([id]);
    return () => {
      const left = (this.open.get(id) ?? 1) - 1;
      if (left > 0) this.open.set(id, left);
      else this.open.delete(id);
    };
  }

  private beatAll(): void {
    const ids = [...this.open.keys()];
    for (let at = 0; at < ids.length; at += mostAtOnce) void this.beat(ids.slice(at, at + mostAtOnce));
    this.stop = this.time.in(beatEveryMs, () => this.beatAll());
  }

  /** What fails is said again with the next beat. */
  private async beat(personIds: string[]): Promise<void> {
    try {
      await this.bus.ask(beatPresence, { personIds }, { actor });
    } catch (error) {
      this.logger.debug(`not told: ${String(error)}`);
    }
  }
}
