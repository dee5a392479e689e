import { Inject, Injectable } from '@nestjs/common';
import {
  slaTargets,
  priorities,
  type ClockView,
  type Event,
  type PolicyList,
  type Republished,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { journalToken, type Journal, type Origin } from '@deskbeat/persistence';
import { DueAlarm } from '@deskbeat/service';
import { begin, learn, tick } from './domain/clock.js';
import { movesTime, type Entry } from './domain/history.js';
import type { Policy } from './domain/policy.js';
import { POLICY } from './policy.token.js';
import { SlaStore } from './sla.store.js';

const actor = { kind: 'system', id: 'sla' } as const;

/** What became of an event. */
export type Outcome = 'done' | 'known' | 'no-matter';

@Injectable()
export class SlaService {
  constructor(
    private readonly store: SlaStore,
    @Inject(POLICY) private readonly policy: Policy,
    private readonly alarm: DueAlarm,
    @Inject(journalToken('clock')) private readonly journal: Journal,
  ) {}

  async opened({ aggregateId, version, data }: Event<TicketOpened>): Promise<Outcome> {
    const { reportedAt, priority, type, tier } = data;
    const opened: Entry = { kind: 'opened', version, at: new Date(reportedAt), priority, type, tier };
    return (await this.begin(aggregateId, opened)) ?? (await this.learn(aggregateId, opened)) ?? 'known';
  }

  async statusChanged({ aggregateId, version, at, data }: Event<TicketStatusChanged>): Promise<Outcome> {
    if (!movesTime(data.from, data.to, this.policy)) return 'no-matter';
    return this.hear(aggregateId, { kind: 'moved', version, at: new Date(at), to: data.to });
  }

  async replied({ aggregateId, version, at, actor: author }: Event<TicketReplied>): Promise<Outcome> {
    if (author.kind !== 'person') return 'no-matter';
    return this.hear(aggregateId, { kind: 'answered', version, at: new Date(at) });
  }

  async updated({ aggregateId, version, at, data }: Event<TicketUpdated>): Promise<Outcome> {
    const priority = priorities.find((one) => one === data.changes.priority?.to);
    if (!priority) return 'no-matter';
    return this.hear(aggregateId, { kind: 'prioritised', version, at: new Date(at), priority });
  }

  /** Says what fell due, if nobody else has said it. */
  async tick(ticketId: string): Promise<void> {
    const now = this.alarm.now();
    const clock = await this.store.revise(ticketId, origin(now), (one) => tick(ticketId, one, this.policy, now));
    if (clock !== 'absent') this.alarm.setFor(clock.nextMarkAt);
  }

  async view(ticketId: string): Promise<ClockView> {
    const { version, policyId, priority, faces, nextMarkAt } = await this.store.need(ticketId);
    const next = nextMarkAt && { nextMarkAt: nextMarkAt.toISOString() };
    return { ticketId, version, policyId, priority, clocks: faces, ...next };
  }

  policies(): PolicyList {
    const { id, name, isDefault, budgets } = this.policy;
    const views = priorities.flatMap((priority) =>
      slaTargets.map((target) => {
        const { budgetMs, calendar } = budgets[priority][target];
        return { priority, target, budgetMs, calendarId: calendar.id };
      }),
    );
    return { items: [{ id, name, isDefault, budgets: views }] };
  }

  async republish(since: string): Promise<Republished> {
    return { published: await this.journal.republish(new Date(since)) };
  }

  /** News that come before the opening are kept for it. */
  private async hear(ticketId: string, entry: Entry): Promise<Outcome> {
    const once = async () => (await this.learn(ticketId, entry)) ?? (await this.begin(ticketId, entry));
    return (await once()) ?? (await once()) ?? 'known';
  }

  private async begin(ticketId: string, entry: Entry): Promise<Outcome | undefined> {
    const now = this.alarm.now();
    const clock = await this.store.create(ticketId, begin(ticketId, entry, this.policy, now), origin(now));
    if (clock === 'exists') return undefined;
    this.alarm.setFor(clock.nextMarkAt);
    return 'done';
  }

  private async learn(ticketId: string, entry: Entry): Promise<Outcome | undefined> {
    const now = this.alarm.now();
    let outcome: Outcome = 'done';
    const clock = await this.store.revise(ticketId, origin(now), (current) => {
      const learned = learn(ticketId, current, entry, this.policy, now);
      outcome = learned === 'known' ? 'known' : 'done';
      return learned;
    });
    if (clock === 'absent') return undefined;
    this.alarm.setFor(clock.nextMarkAt);
    return outcome;
  }
}

const origin = (now: number): Origin => ({ actor, at: new Date(now) });
