import { Injectable } from '@nestjs/common';
import type { ClockReport, ClockView } from '@deskbeat/contracts';
import type { Origin } from '@deskbeat/persistence';
import { begin, learn, recount, tick, type Clock, type Outcome as Told } from '../domain/clock.js';
import type { Entry } from '../domain/history.js';
import { reportOf } from '../domain/report.js';
import type { Rules } from '../domain/rules.js';
import { Rulebooks } from '../rules/rulebooks.js';
import { Agenda } from '../timers/agenda.js';
import { RangeLeases } from '../timers/range-leases.js';
import { ClockStore } from './clock.store.js';

const actor = { kind: 'system', id: 'sla' } as const;

/** What became of news. */
export type Outcome = 'done' | 'known' | 'no-matter';

@Injectable()
export class ClockService {
  constructor(
    private readonly store: ClockStore,
    private readonly rulebooks: Rulebooks,
    private readonly agenda: Agenda,
    private readonly leases: RangeLeases,
  ) {}

  /** An opening is news to nobody: it makes the clock, unless other news came before it. */
  async opened(ticketId: string, entry: Entry): Promise<Outcome> {
    return (await this.begin(ticketId, entry)) ?? (await this.learn(ticketId, entry)) ?? 'known';
  }

  /** News that come before the opening are kept for it. */
  async hear(ticketId: string, entry: Entry | ((clock?: Clock) => Entry)): Promise<Outcome> {
    const once = async () => (await this.learn(ticketId, entry)) ?? (await this.begin(ticketId, entry));
    return (await once()) ?? (await once()) ?? 'known';
  }

  /** Says what fell due, if nobody else has said it. */
  async tick(ticketId: string): Promise<void> {
    const at = this.moment();
    const clock = await this.rulebooks.by((rules) =>
      this.store.revise(ticketId, origin(at.now), (one) => tick(ticketId, one, rules, at)),
    );
    if (clock !== 'absent') this.agenda.add(ticketId, clock.nextMarkAt);
  }

  /** Counts by rules that may be other than those that it counts by. */
  async recount(ticketId: string, recountId: string, rules: Rules): Promise<void> {
    const at = this.moment();
    const clock = await this.rulebooks.by(
      (rulebook) =>
        this.store.revise(ticketId, origin(at.now), (one) => recount(ticketId, one, recountId, rulebook, at)),
      rules,
    );
    if (clock !== 'absent') this.agenda.add(ticketId, clock.nextMarkAt);
  }

  now(): number {
    return this.agenda.now();
  }

  async view(ticketId: string): Promise<ClockView> {
    const { version, policyId, priority, faces, nextMarkAt } = await this.store.need(ticketId);
    const next = nextMarkAt && { nextMarkAt: nextMarkAt.toISOString() };
    return { ticketId, version, policyId, priority, clocks: faces, ...next };
  }

  async report(ticketId: string): Promise<ClockReport> {
    const clock = await this.store.need(ticketId);
    const now = this.agenda.now();
    return this.rulebooks.by(({ book }) => ({
      ticketId,
      version: clock.version,
      ...reportOf(clock.history, book, now),
    }));
  }

  private async begin(ticketId: string, told: Entry | ((clock?: Clock) => Entry)): Promise<Outcome | undefined> {
    const at = this.moment();
    const entry = typeof told === 'function' ? told() : told;
    const outcome = await this.rulebooks.by((rules) => begin(ticketId, entry, rules, at));
    const clock = await this.store.create(ticketId, outcome, origin(at.now));
    if (clock === 'exists') return undefined;
    this.agenda.add(ticketId, clock.nextMarkAt);
    return 'done';
  }

  private async learn(ticketId: string, told: Entry | ((clock?: Clock) => Entry)): Promise<Outcome | undefined> {
    const at = this.moment();
    let outcome: Outcome = 'done';
    const clock = await this.rulebooks.by((rules) =>
      this.store.revise(ticketId, origin(at.now), (current) => {
        const entry = typeof told === 'function' ? told(current) : told;
        const learned: Told | 'known' = learn(ticketId, current, entry, rules, at);
        outcome = learned === 'known' ? 'known' : 'done';
        return learned;
      }),
    );
    if (clock === 'absent') return undefined;
    this.agenda.add(ticketId, clock.nextMarkAt);
    return outcome;
  }

  private moment(): { now: number; batch?: string } {
    const batch = this.leases.batch();
    return { now: this.agenda.now(), ...(batch !== undefined && { batch }) };
  }
}

const origin = (now: number): Origin => ({ actor, at: new Date(now) });
