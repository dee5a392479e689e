import { Injectable } from '@nestjs/common';
import {
  priorities,
  type AssignmentDecided,
  type AssignmentQueued,
  type Event,
  type TicketMessageReceived,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { lastVersion, type Known } from '../domain/history.js';
import { asksForQueue, movesTime } from '../domain/rules.js';
import { Rulebooks } from '../rules/rulebooks.js';
import { ClockService, type Outcome } from './clock.service.js';

/** What other services tell, as far as it matters to clocks. */
@Injectable()
export class NewsService {
  constructor(
    private readonly clocks: ClockService,
    private readonly rulebooks: Rulebooks,
  ) {}

  opened({ aggregateId, version, data }: Event<TicketOpened>): Promise<Outcome> {
    const { reportedAt, priority, type, tier, channel, tags, region } = data;
    const known = {
      priority,
      type,
      tier,
      channel,
      tags,
      ...(region !== undefined && { region }),
      ...planned(data.plannedFor),
    };
    return this.clocks.opened(aggregateId, { kind: 'opened', version, at: new Date(reportedAt), ...known });
  }

  async statusChanged({ aggregateId, version, at, data }: Event<TicketStatusChanged>): Promise<Outcome> {
    if (!movesTime(await this.rulebooks.current(), data.from, data.to)) return 'no-matter';
    return this.clocks.hear(aggregateId, { kind: 'moved', version, at: new Date(at), to: data.to });
  }

  async replied({ aggregateId, version, at, actor }: Event<TicketReplied>): Promise<Outcome> {
    if (actor.kind !== 'person') return 'no-matter';
    return this.clocks.hear(aggregateId, { kind: 'answered', version, at: new Date(at) });
  }

  messageReceived({ aggregateId, version, at }: Event<TicketMessageReceived>): Promise<Outcome> {
    return this.clocks.hear(aggregateId, { kind: 'asked', version, at: new Date(at) });
  }

  async updated({ aggregateId, version, at, data }: Event<TicketUpdated>): Promise<Outcome> {
    const changes = knownIn(data.changes);
    if (Object.keys(changes).length === 0) return 'no-matter';
    return this.clocks.hear(aggregateId, { kind: 'changed', version, at: new Date(at), changes });
  }

  /** In which queue a ticket is matters only while a policy asks for it. */
  async assigned({ aggregateId, version, at, data }: Event<AssignmentDecided | AssignmentQueued>): Promise<Outcome> {
    if (!asksForQueue(await this.rulebooks.current())) return 'no-matter';
    const { queueId } = data;
    return this.clocks.hear(aggregateId, (clock) => {
      const after = lastVersion(clock?.history ?? []);
      return { kind: 'queued', version: after, seen: version, at: new Date(at), queueId };
    });
  }
}

const planned = (plannedFor: unknown): Pick<Known, 'plannedAt'> =>
  typeof plannedFor === 'string' ? { plannedAt: new Date(plannedFor) } : {};

/** The fields that clocks know, out of a change of a ticket; others and strange values are left out. */
function knownIn(changes: Readonly<Record<string, { to: unknown } | undefined>>): Partial<Known> {
  const { priority, type, tier, tags, region, plannedFor } = changes;
  const to = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
    values.find((one) => one === value);
  const known = {
    priority: to(priorities, priority?.to),
    type: typeof type?.to === 'string' ? type.to : undefined,
    tier: typeof tier?.to === 'string' ? tier.to : undefined,
    tags: Array.isArray(tags?.to) ? (tags.to as unknown[]).map(String) : undefined,
  };
  const kept = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  // Taken back as well as given.
  return {
    ...kept,
    ...(region && { region: typeof region.to === 'string' ? region.to : undefined }),
    ...(plannedFor && { plannedAt: undefined, ...planned(plannedFor.to) }),
  };
}
