import { Injectable, type OnModuleInit } from '@nestjs/common';
import { builtInTypes } from './domain/built-in.js';
import { savedFact, stateOf, type TicketType } from './domain/ticket-type.js';
import { TicketTypeStore } from './ticket-type.store.js';

const staleAfterMs = 500;
/** Clocks of replicas differ, and a write takes its time: what was saved so long before the last look is read again. */
const overlapMs = 60_000;

/** All types, as they were half a second ago at most, whichever replica changed them. */
@Injectable()
export class TypeCatalogue implements OnModuleInit {
  private readonly types = new Map<string, TicketType>();
  private readAt = -Infinity;
  private since = new Date(0);
  private reading?: Promise<void>;

  constructor(private readonly store: TicketTypeStore) {}

  /** The types that are there from the start, created by the first process that finds them missing. */
  async onModuleInit(): Promise<void> {
    const now = new Date();
    const types = await this.current();
    const origin = { actor: { kind: 'system' as const, id: 'intake' }, at: now };
    const missing = builtInTypes.filter(({ key }) => !types.has(key));
    for (const { key, name } of missing) {
      const state = stateOf({ name }, true, true, now);
      const outcome = await this.store.aggregates.create({ _id: key, ...state }, [savedFact(key, state)], origin);
      if ('created' in outcome) this.keep(outcome.created);
    }
  }

  /** @param wanted a type that is asked for: one that is not known is looked for at once */
  async current(wanted?: string): Promise<ReadonlyMap<string, TicketType>> {
    const isMissing = wanted !== undefined && !this.types.has(wanted);
    if (isMissing || performance.now() - this.readAt > staleAfterMs) {
      await (this.reading ??= this.read().finally(() => (this.reading = undefined)));
    }
    return this.types;
  }

  /** Takes note of a type that was read or saved. */
  keep(type: TicketType): void {
    const known = this.types.get(type._id);
    if (!known || known.version < type.version) this.types.set(type._id, type);
  }

  private async read(): Promise<void> {
    const [at, now] = [performance.now(), Date.now()];
    for (const type of await this.store.savedSince(this.since)) this.keep(type);
    this.readAt = at;
    this.since = new Date(now - overlapMs);
  }
}
