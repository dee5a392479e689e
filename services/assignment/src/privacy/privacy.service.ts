import { Injectable } from '@nestjs/common';
import {
  Problem,
  type ForgetPersonalData,
  type ForgottenData,
  type IdentifiedPerson,
  type NameSubject,
  type PersonalData,
  type ReadPersonalData,
} from '@deskbeat/contracts';
import { Leavers } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { PersonStore } from '../directory/person.store.js';
import { personStateOf, renamed } from '../domain/person.js';
import { PersonalStore } from './personal.store.js';

const actor = { kind: 'system', id: 'privacy' } as const;

@Injectable()
export class PrivacyService {
  constructor(
    private readonly people: PersonStore,
    private readonly store: PersonalStore,
    private readonly leavers: Leavers,
    private readonly time: Time,
  ) {}

  /** Also who is in the directory no more. @throws Problem `not-found` */
  async identify({ kind, id }: NameSubject): Promise<IdentifiedPerson> {
    const [person] = await this.people.byIds([id]);
    if (!person) throw new Problem('not-found', { context: { entity: 'person', id } });
    const { name, email, active } = person;
    return { kind, ids: [id], addresses: email === undefined ? [] : [email.toLowerCase()], names: [name], active };
  }

  /** Of customers nothing is kept that their tickets do not have. */
  async read({ kind, ids }: ReadPersonalData): Promise<PersonalData> {
    if (kind !== 'person') return { records: [] };
    const found = await this.people.byIds(ids);
    return { records: found.map((person) => ({ name: `directory/${person._id}`, data: personStateOf(person) })) };
  }

  async forget({
    kind,
    ids,
    names = [],
    addresses,
    pseudonym,
    ticketIds,
    cursor,
  }: ForgetPersonalData): Promise<ForgottenData> {
    if (kind === 'person') {
      if (cursor === undefined) for (const id of ids) await this.rename(id, pseudonym);
      return this.leavers.rename({ id: ids[0]!, names, addresses, pseudonym }, cursor);
    }
    if (!(await this.store.isSettled(ticketIds))) return { counts: [], wait: true };
    return { counts: [{ what: 'assignments', count: await this.store.scrub(ticketIds) }] };
  }

  /** The others follow by what is told of it. */
  private async rename(id: string, pseudonym: string): Promise<void> {
    const origin = { actor, at: new Date(this.time.now()) };
    await this.people.aggregates.revise(id, origin, (person) => renamed(person, pseudonym));
  }
}
