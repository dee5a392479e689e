import { Injectable } from '@nestjs/common';
import type { Board, BoardPerson, BoardQueue, GetBoard, StuckTicket, WaitingAges } from '@deskbeat/contracts';
import { AssignmentStore, type Load, type Waiting } from '../deciding/assignment.store.js';
import { Staff } from '../deciding/staff.js';
import type { QueueDocument } from '../directory/structure.store.js';
import type { Candidate } from '../domain/eligible.js';
import { leaveAt } from '../domain/person.js';

const hour = 3_600_000;
const mostStuck = 100;

/** What a lead looks at: who has how much, what waits and for how long, what nobody can take. */
@Injectable()
export class BoardService {
  constructor(
    private readonly staff: Staff,
    private readonly assignments: AssignmentStore,
  ) {}

  async of({ teamId }: GetBoard, now: Date): Promise<Board> {
    const { people, queues, members } = await this.staff.view();
    const own = [...queues.values()].filter((queue) => teamId === undefined || queue.teamId === teamId);
    const ids = new Set(own.flatMap(({ _id }) => members.get(_id) ?? []));
    const shown = [...people.values()].filter(({ id }) => teamId === undefined || ids.has(id));
    const [loads, lines] = await Promise.all([
      this.assignments.loads(shown.map(({ id }) => id)),
      Promise.all(own.map((queue) => this.lineOf(queue, now))),
    ]);
    return {
      people: shown.map((person) => personOf(person, loads.get(person.id), now)),
      queues: lines.map(({ queue }) => queue),
      stuck: lines.flatMap(({ stuck }) => stuck).slice(0, mostStuck),
    };
  }

  private async lineOf(line: QueueDocument, now: Date): Promise<{ queue: BoardQueue; stuck: StuckTicket[] }> {
    const { _id, name } = line;
    const [ages, first] = await Promise.all([this.assignments.agesIn(_id), this.assignments.line(line, mostStuck)]);
    const oldest = ages.reduce<Date | undefined>((min, { since }) => (!min || since < min ? since : min), undefined);
    const queue = {
      queueId: _id,
      name,
      waiting: ages.length,
      ...(oldest && { oldestSince: oldest.toISOString() }),
      ages: agesOf(ages.map(({ since }) => now.getTime() - since.getTime())),
      triaged: ages.filter(({ triaged }) => triaged).length,
    };
    return { queue, stuck: first.filter(({ unannounced }) => !unannounced).map(stuckOf) };
  }
}

function agesOf(ages: readonly number[]): WaitingAges {
  const under = (limit: number): number => ages.filter((age) => age < limit).length;
  const [one, four, day] = [under(hour), under(4 * hour), under(24 * hour)];
  return { underHour: one, underFourHours: four - one, underDay: day - four, older: ages.length - day };
}

function personOf(person: Candidate, load: Load | undefined, now: Date): BoardPerson {
  const { id, name, presence, seenAt, capacity } = person;
  const points = load?.points ?? 0;
  return {
    personId: id,
    name,
    presence,
    ...(seenAt && { seenAt: seenAt.toISOString() }),
    onLeave: leaveAt(person, now) !== undefined,
    openTickets: load?.tickets ?? 0,
    load: points,
    capacity,
    overCapacity: capacity > 0 && points > capacity,
  };
}

function stuckOf({ _id, number, subject, queueId, waitingSince, decisions }: Waiting): StuckTicket {
  const { reason = 'Not looked at yet', excluded = [] } = decisions.at(-1) ?? {};
  return { ticketId: _id, number, subject, queueId, waitingSince: waitingSince.toISOString(), reason, excluded };
}
