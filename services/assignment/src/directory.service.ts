import { Injectable } from '@nestjs/common';
import type { Actor, PersonList, PersonView, QueueList, SavePerson, SetPresence } from '@deskbeat/contracts';
import { AssignmentStore } from './assignment.store.js';
import { changed, created, present } from './domain/person.js';
import { DrainJob } from './drain.job.js';
import { PersonStore, type PersonDocument } from './person.store.js';
import { QueueStore } from './queue.store.js';
import { personViewOf } from './views.js';

/** People and queues. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly people: PersonStore,
    private readonly queues: QueueStore,
    private readonly assignments: AssignmentStore,
    private readonly drain: DrainJob,
  ) {}

  async save(change: SavePerson, actor: Actor, at: Date): Promise<PersonView> {
    return this.changed((await this.create(change, actor, at)) ?? (await this.change(change, actor, at)));
  }

  async setPresence({ personId, presence }: SetPresence, actor: Actor, at: Date): Promise<PersonView> {
    const store = this.people.aggregates;
    return this.changed(await store.revise(personId, { actor, at }, (now) => present(now, presence)));
  }

  async listPeople(): Promise<PersonList> {
    const people = await this.people.all();
    return { items: await Promise.all(people.map((person) => this.viewOf(person))) };
  }

  async listQueues(): Promise<QueueList> {
    const queues = await this.queues.all();
    const items = queues.map(async ({ _id, name, mode }) => {
      const { waiting, oldestSince } = await this.assignments.waitingIn(_id);
      return { id: _id, name, mode, waiting, ...(oldestSince && { oldestSince: oldestSince.toISOString() }) };
    });
    return { items: await Promise.all(items) };
  }

  private async create(change: SavePerson, actor: Actor, at: Date): Promise<PersonDocument | undefined> {
    if (await this.people.aggregates.load(change.id)) return undefined;
    const { next, facts } = created(change);
    const outcome = await this.people.aggregates.create({ _id: change.id, ...next }, facts, { actor, at });
    return 'created' in outcome ? outcome.created : undefined;
  }

  private change(change: SavePerson, actor: Actor, at: Date): Promise<PersonDocument> {
    return this.people.aggregates.revise(change.id, { actor, at }, (now) => changed(now, change));
  }

  private async changed(person: PersonDocument): Promise<PersonView> {
    await this.queues.peopleChanged();
    this.drain.lookAgain();
    return this.viewOf(person);
  }

  private async viewOf(person: PersonDocument): Promise<PersonView> {
    return personViewOf(person, await this.assignments.openOf(person._id));
  }
}
