import { Injectable } from '@nestjs/common';
import type { AssignmentView } from '@deskbeat/contracts';
import { PersonStore, type PersonDocument } from '../directory/person.store.js';
import { holderOf, type Assignee } from '../domain/assignment.js';
import { personStateOf } from '../domain/person.js';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { PeopleChanges } from './people-changes.js';
import { viewOf } from './views.js';

export type Holder = Assignee & { capacity: number; teams: readonly string[] };

/** People whom tickets are given to by hand. */
@Injectable()
export class Hands {
  constructor(
    private readonly people: PersonStore,
    private readonly assignments: AssignmentStore,
    private readonly changes: PeopleChanges,
  ) {}

  /** @throws Problem `not-found` */
  async need(personId: string): Promise<Holder> {
    return holderFrom(await this.people.aggregates.need(personId));
  }

  async find(personId: string): Promise<Holder | undefined> {
    const person = await this.people.aggregates.load(personId);
    return person && holderFrom(person);
  }

  /** Somebody got a ticket that the system did not give: it counts in what the system gives next. */
  async given(assignment: AssignmentDocument, { capacity }: Holder): Promise<AssignmentView> {
    if (capacity > 0) await this.changes.told();
    return this.viewOf(assignment);
  }

  async viewOf(assignment: AssignmentDocument): Promise<AssignmentView> {
    const view = viewOf(assignment);
    const personId = assignment.state === 'assigned' ? holderOf(assignment) : undefined;
    const person = personId === undefined ? undefined : await this.find(personId);
    if (!person || person.capacity === 0) return view;
    const load = (await this.assignments.loads([person.id])).get(person.id)?.points ?? 0;
    return load > person.capacity ? { ...view, overCapacity: true } : view;
  }
}

function holderFrom(document: PersonDocument): Holder {
  const { name, email, active, capacity, teams } = personStateOf(document);
  return { id: document._id, name, active, capacity, teams, ...(email !== undefined && { email }) };
}
