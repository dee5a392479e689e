import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { getClock, Problem, type ClockEvent, type Event } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Batch } from '@deskbeat/persistence';
import { noDueDate } from '../domain/assignment.js';
import { redue } from '../domain/ticket-moves.js';
import { AssignmentStore, type Standing } from './assignment.store.js';
import { system } from './system-actor.js';

const gatherMs = 40;
/** A ticket about which nothing is decided after so many looks gets its place in line. */
const mostLooks = 5;
const lookAgainMs = 200;

interface Look {
  ticketId: string;
  found?: Standing;
}

/** Keeps the order of those who wait by what their clocks say; most tickets are given away before that matters. */
@Injectable()
export class DueDates {
  private readonly logger = new Logger('due dates');
  private readonly looks: Batch<Look>;

  constructor(
    private readonly assignments: AssignmentStore,
    private readonly bus: Bus,
  ) {
    this.looks = new Batch((looks) => this.lookAt(looks), { delayMs: gatherMs, maxItems: 32 });
  }

  async follow({ version, data, actor, at }: Event<ClockEvent>): Promise<void> {
    const { ticketId } = data;
    let standing = await this.standingOf(ticketId);
    for (let looks = 1; standing === 'new' && looks < mostLooks; looks++) {
      await delay(lookAgainMs);
      standing = await this.standingOf(ticketId);
    }
    if (standing === 'given') return;
    const dueAt = data.dueAt === undefined ? noDueDate : new Date(data.dueAt);
    const origin = { actor, at: new Date(at) };
    await this.assignments.aggregates.revise(ticketId, origin, (now) => redue(now, dueAt, version));
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

  private async standingOf(ticketId: string): Promise<Standing> {
    const look: Look = { ticketId };
    await this.looks.add(look);
    if (!look.found) throw new Problem('too-early', { context: { ticketId } });
    return look.found;
  }

  private async lookAt(looks: Look[]): Promise<void> {
    const standings = await this.assignments.standings(looks.map(({ ticketId }) => ticketId));
    for (const look of looks) look.found = standings.get(look.ticketId);
  }
}
