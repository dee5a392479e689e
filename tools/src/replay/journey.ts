import { Facts, isSettled, isUnderWay } from '../accounting/facts.js';
import { EventFollower } from '../accounting/event-follower.js';
import { until } from '../command/until.js';
import type { Acceptance } from './pump.js';

/** Follows accepted tickets through the events stream until all has happened to them that happens by itself. */
export class Journey {
  readonly facts = new Facts();
  /** When a ticket was assigned (or queued) and its clocks ran, and when its assignee had been told too. */
  private readonly underWayAt = new Map<string, number>();
  private readonly settledAt = new Map<string, number>();
  private readonly accepted = new Map<string, Acceptance>();
  private follower?: EventFollower;

  async start(natsUrl: string, from: 'now' | 'start' = 'now'): Promise<void> {
    this.follower = await EventFollower.start(natsUrl, from, (event, receivedAt) => {
      const ticketId = this.facts.apply(event);
      if (ticketId === undefined) return;
      const facts = this.facts.of(ticketId)!;
      if (!this.underWayAt.has(ticketId) && isUnderWay(facts)) this.underWayAt.set(ticketId, receivedAt);
      if (!this.settledAt.has(ticketId) && isSettled(facts)) this.settledAt.set(ticketId, receivedAt);
    });
  }

  add(acceptance: Acceptance): void {
    this.accepted.set(acceptance.ticketId, acceptance);
  }

  /** Counts from here: tickets that were accepted so far are followed no more. */
  forget(): void {
    this.accepted.clear();
  }

  get ticketIds(): ReadonlySet<string> {
    return new Set(this.accepted.keys());
  }

  /** Accepted tickets to which something is still to happen. */
  get unsettled(): number {
    let count = 0;
    for (const id of this.accepted.keys()) if (!this.settledAt.has(id)) count++;
    return count;
  }

  /** Milliseconds from acceptance until assigned and clock running; an event may overtake the acknowledgement. */
  get underWayAfterMs(): number[] {
    return [...this.accepted.values()].flatMap(({ ticketId, at }) => {
      const reached = this.underWayAt.get(ticketId);
      return reached === undefined ? [] : [Math.max(0, reached - at)];
    });
  }

  /** Instant of the last step of any accepted ticket. */
  get lastSettledAt(): number {
    let last = 0;
    for (const id of this.accepted.keys()) last = Math.max(last, this.settledAt.get(id) ?? 0);
    return last;
  }

  /** True when all are settled and the stream is read to its end within the time. */
  settle(timeoutMs: number): Promise<boolean> {
    return until(async () => this.unsettled === 0 && (await this.follower!.isCaughtUp()), timeoutMs);
  }

  /** Reads on to the end of the stream, for facts that came after the tickets had settled. */
  catchUp(timeoutMs = 10_000): Promise<boolean> {
    return until(() => this.follower!.isCaughtUp(), timeoutMs);
  }

  async stop(): Promise<void> {
    await this.follower?.stop();
  }
}
