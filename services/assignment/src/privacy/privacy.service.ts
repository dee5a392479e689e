import { Injectable } from '@nestjs/common';
import type { ForgetPersonalData, ForgottenData, PersonalData, ReadPersonalData } from '@deskbeat/contracts';
import { PersonStore } from '../directory/person.store.js';
import { personStateOf } from '../domain/person.js';
import { PersonalStore } from './personal.store.js';

@Injectable()
export class PrivacyService {
  constructor(
    private readonly people: PersonStore,
    private readonly store: PersonalStore,
  ) {}

  /** Of customers nothing is kept that their tickets do not have. */
  async read({ kind, ids }: ReadPersonalData): Promise<PersonalData> {
    if (kind !== 'person') return { records: [] };
    const found = await this.people.byIds(ids);
    return { records: found.map((person) => ({ name: `directory/${person._id}`, data: personStateOf(person) })) };
  }

  async forget({ ticketIds }: ForgetPersonalData): Promise<ForgottenData> {
    if (!(await this.store.isSettled(ticketIds))) return { counts: [], wait: true };
    return { counts: [{ what: 'assignments', count: await this.store.scrub(ticketIds) }] };
  }
}
