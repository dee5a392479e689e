import { Injectable } from '@nestjs/common';
import type { Actor, DeletePerson, NamePerson, PersonList, PersonView, SavePerson } from '@deskbeat/contracts';
import { Problem } from '@deskbeat/contracts';
import { AssignmentStore, type Load } from '../deciding/assignment.store.js';
import { PeopleChanges } from '../deciding/people-changes.js';
import { HandoverJob } from '../leading/handover.job.js';
import { changed, created, deleted, personStateOf } from '../domain/person.js';
import { PresenceStore, type PresenceDocument } from '../presence/presence.store.js';
import { PersonStore, type PersonDocument } from './person.store.js';

/** The people of the directory. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly people: PersonStore,
    private readonly presences: PresenceStore,
    private readonly assignments: AssignmentStore,
    private readonly changes: PeopleChanges,
    private readonly handover: HandoverJob,
  ) {}

  /** @throws Problem `version-conflict` when the version that was seen is not the newest */
  async save({ seenVersion, ...change }: SavePerson, actor: Actor, at: Date): Promise<PersonView> {
    const person =
      (await this.create(change, seenVersion, actor, at)) ?? (await this.change(change, seenVersion, actor, at));
    await this.told(person);
    return this.viewOf(person);
  }

  /** @throws Problem `version-conflict` when the version that was seen is not the newest */
  async delete({ personId, seenVersion }: DeletePerson, actor: Actor, at: Date): Promise<PersonView> {
    const person = await this.people.aggregates.revise(personId, { actor, at }, (now) =>
      deleted(seen(now, seenVersion), at),
    );
    await this.told(person);
    return this.viewOf(person);
  }

  async get({ personId }: NamePerson): Promise<PersonView> {
    const person = await this.people.aggregates.need(personId);
    if (person.deleted) throw new Problem('not-found', { context: { entity: 'person', id: personId } });
    return this.viewOf(person);
  }

  async list(): Promise<PersonList> {
    const people = await this.people.all();
    const ids = people.map(({ _id }) => _id);
    const [presences, loads] = await Promise.all([this.presences.of(ids), this.assignments.loads(ids)]);
    return { items: people.map((person) => viewOf(person, presences.get(person._id), loads.get(person._id))) };
  }

  /** Who goes hands over. */
  private async told({ handoverAt }: PersonDocument): Promise<void> {
    await this.changes.told();
    this.handover.expect(handoverAt);
  }

  private async create(
    change: Omit<SavePerson, 'seenVersion'>,
    seenVersion: number | undefined,
    actor: Actor,
    at: Date,
  ): Promise<PersonDocument | undefined> {
    if (seenVersion !== undefined || (await this.people.aggregates.load(change.id))) return undefined;
    const { next, facts } = created(change, at);
    const outcome = await this.people.aggregates.create({ _id: change.id, ...next }, facts, { actor, at });
    return 'created' in outcome ? outcome.created : undefined;
  }

  private change(
    change: Omit<SavePerson, 'seenVersion'>,
    seenVersion: number | undefined,
    actor: Actor,
    at: Date,
  ): Promise<PersonDocument> {
    return this.people.aggregates.revise(change.id, { actor, at }, (now) =>
      changed(seen(now, seenVersion), change, at),
    );
  }

  private async viewOf(person: PersonDocument): Promise<PersonView> {
    const { _id } = person;
    const [presences, loads] = await Promise.all([this.presences.of([_id]), this.assignments.loads([_id])]);
    return viewOf(person, presences.get(_id), loads.get(_id));
  }
}

function seen(person: PersonDocument, version: number | undefined): PersonDocument {
  if (version === undefined || person.version === version) return person;
  throw new Problem('version-conflict', { context: { currentVersion: person.version } });
}

function viewOf(person: PersonDocument, presence: PresenceDocument | undefined, load: Load | undefined): PersonView {
  const { leaves, inactiveSince: _, awaySince: __, handoverAt: ___, deleted: ____, ...state } = personStateOf(person);
  return {
    id: person._id,
    version: person.version,
    ...state,
    leaves: leaves.map(({ from, to, ...rest }) => ({ from: from.toISOString(), to: to.toISOString(), ...rest })),
    presence: presence?.presence ?? 'offline',
    ...(presence?.seenAt && { seenAt: presence.seenAt.toISOString() }),
    load: load?.points ?? 0,
    openTickets: load?.tickets ?? 0,
  };
}
