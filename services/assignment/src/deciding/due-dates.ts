import { Injectable, Logger } from '@nestjs/common';
import { getClock, Problem, type ClockEvent, type Event } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Batch } from '@deskbeat/persistence';
import { noDueDate } from '../domain/assignment.js';
import { redue } from '../domain/ticket-moves.js';
import { AssignmentStore } from './assignment.store.js';
import { system } from './system-actor.js';

/** Keeps the order of those who wait by what their clocks say; most tickets are given away before that matters. */
@Injectable()
export class DueDates {
  private readonly logger = new Logger('due dates');
  private readonly looks: Batch<{ ticketId: string; found?: 'waiting' | 'given' }>;

  constructor(
    private readonly assignments: AssignmentStore,
    private readonly bus: Bus,
  ) {
    this.looks = new Batch((items) => this.look(items), { delayMs: 40, maxItems: 32 });
  }

  async follow({ version, data, actor, at }: Event<ClockEvent>): Promise<void> {
    const item: { ticketId: string; found?: 'waiting' | 'given' } = { ticketId: data.ticketId };
    await this.looks.add(item);
    if (!item.found) throw new Problem('too-early', { context: { ticketId: data.ticketId } });
    if (item.found === 'given') return;
    const dueAt = data.dueAt === undefined ? noDueDate : new Date(data.dueAt);
    const origin = { actor, at: new Date(at) };
    await this.assignments.aggregates.revise(data.ticketId, origin, (now) => redue(now, dueAt, version));
  }

  /** A ticket that somebody had was not followed: it asks where it stands. It waits by its priority and age till then. */
  async refresh(ticketId: string): Promise<void> {
    try {
      const { version, clocks } = await this.bus.ask(getClock, { ticketId }, { actor: system, deadlineMs: 1_000 });
      const due = clocks.flatMap(({ dueAt, stoppedAt }) => (dueAt && !stoppedAt ? [new Date(dueAt).getTime()] : []));
      if (due.length === 0) return;
      const nearest = new Date(Math.min(...due));
      const origin = { actor: system, at: new Date() };
      await this.assignments.aggregates.revise(ticketId, origin, (now) => redue(now, nearest, version));
    } catch (error) {
      this.logger.debug(`not known for ${ticketId}: ${String(error)}`);
    }
  }

  private async look(items: { ticketId: string; found?: 'waiting' | 'given' }[]): Promise<void> {
    const states = await this.assignments.statesOf(items.map(({ ticketId }) => ticketId));
    for (const item of items) {
      const state = states.get(item.ticketId);
      if (state) item.found = state === 'waiting' ? 'waiting' : 'given';
    }
  }
}
