import { Injectable } from '@nestjs/common';
import type { ClockEvent, Event } from '@deskbeat/contracts';
import { Problem } from '@deskbeat/contracts';
import { Batch } from '@deskbeat/persistence';
import { noDueDate } from '../domain/assignment.js';
import { redue } from '../domain/ticket-moves.js';
import { AssignmentStore } from './assignment.store.js';

/** Keeps the order of those who wait by what their clocks say; most tickets are given away before that matters. */
@Injectable()
export class DueDates {
  private readonly looks: Batch<{ ticketId: string; found?: 'waiting' | 'given' }>;

  constructor(private readonly assignments: AssignmentStore) {
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

  private async look(items: { ticketId: string; found?: 'waiting' | 'given' }[]): Promise<void> {
    const states = await this.assignments.statesOf(items.map(({ ticketId }) => ticketId));
    for (const item of items) {
      const state = states.get(item.ticketId);
      if (state) item.found = state === 'waiting' ? 'waiting' : 'given';
    }
  }
}
