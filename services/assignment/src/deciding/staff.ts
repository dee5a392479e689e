import { Injectable } from '@nestjs/common';
import { PersonStore } from '../directory/person.store.js';
import { StructureStore, type QueueDocument } from '../directory/structure.store.js';
import type { Candidate } from '../domain/eligible.js';
import { servingRoles } from '../domain/person.js';
import { PresenceStore } from '../presence/presence.store.js';
import { AssignmentStore } from './assignment.store.js';

export interface StaffView {
  queues: Map<string, QueueDocument>;
  /** Ids of those who take a queue's tickets, by queue. */
  members: Map<string, string[]>;
  /** Everybody who is active. */
  people: Map<string, Candidate>;
}

/** People as decisions see them: directory, presence, shifts and load together. */
@Injectable()
export class Staff {
  constructor(
    private readonly people: PersonStore,
    private readonly structure: StructureStore,
    private readonly presences: PresenceStore,
    private readonly assignments: AssignmentStore,
  ) {}

  /** Everything but the load. */
  async view(): Promise<StaffView> {
    const [active, queues, calendars] = await Promise.all([
      this.people.active(),
      this.structure.allQueues(),
      this.structure.calendars.all(),
    ]);
    const presences = await this.presences.of(active.map(({ _id }) => _id));
    const calendarOf = new Map(calendars.map((calendar) => [calendar._id, calendar]));
    const people = active.map((person): [string, Candidate] => {
      const { _id, name, email, leaves, calendarId, capacity, weight, skills, regions, languages } = person;
      const { presence = 'offline', seenAt } = presences.get(_id) ?? {};
      const calendar = calendarId === undefined ? undefined : calendarOf.get(calendarId);
      const abilities = { capacity, weight, skills, regions, languages };
      const whereabouts = { presence, leaves, ...(seenAt && { seenAt }), ...(calendar && { calendar }) };
      const known = { id: _id, name, ...(email !== undefined && { email }), active: true, load: 0 };
      return [_id, { ...known, ...abilities, ...whereabouts }];
    });
    const serving = active.filter(({ role }) => servingRoles.includes(role));
    const members = queues.map(({ _id, teamId }): [string, string[]] => {
      const belongs = serving.filter(({ teams }) => teamId === undefined || teams.includes(teamId));
      return [_id, belongs.map((person) => person._id)];
    });
    return {
      queues: new Map(queues.map((queue) => [queue._id, queue])),
      members: new Map(members),
      people: new Map(people),
    };
  }

  /** What people have on their desks; not looked up where nothing depends on it. */
  async withLoads({ people, queues }: StaffView): Promise<Map<string, Candidate>> {
    const matters = [...queues.values()].some(({ mode }) => mode === 'least-loaded' || mode === 'smart');
    const asked = [...people.values()].filter(({ capacity }) => matters || capacity > 0).map(({ id }) => id);
    const loads = await this.loadsOf(asked);
    return new Map([...people].map(([id, person]) => [id, { ...person, load: loads.get(id) ?? 0 }]));
  }

  /** Points of open tickets by person; who has none is not named. */
  async loadsOf(personIds: readonly string[]): Promise<Map<string, number>> {
    const loads = await this.assignments.loads([...personIds]);
    return new Map([...loads].map(([id, { points }]) => [id, points]));
  }
}
