import { Injectable } from '@nestjs/common';
import type { Find } from '@deskbeat/messaging';
import { PersonStore } from './person.store.js';

/** What permissions look at of people: their teams. Somebody who is not there is in none. */
@Injectable()
export class PersonSight {
  constructor(private readonly people: PersonStore) {}

  readonly find: Find = async (kind, ids) => {
    if (kind !== 'person') return undefined;
    const known = new Map((await this.people.byIds([...ids])).map(({ _id, teams }) => [_id, teams]));
    return ids.map((id) => ({ id, teams: known.get(id) ?? [] }));
  };
}
