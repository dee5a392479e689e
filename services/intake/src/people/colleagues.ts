import { Injectable } from '@nestjs/common';
import { emailKey } from '../customer/domain/identity.js';
import { Fresh } from '@deskbeat/service';
import { PersonStore } from './person.store.js';

/** What changes in the directory is known in every process this many milliseconds later. */
const freshMs = 2_000;

/** Customers who are people of the directory themselves: known by their e-mail addresses, in upper or lower case. */
@Injectable()
export class Colleagues {
  private readonly byKey = new Fresh(freshMs, () => this.read());

  constructor(private readonly people: PersonStore) {}

  /**
   * @param keys of a customer's identities
   * @returns the id of the person who has one of them
   */
  async personWith(keys: readonly string[]): Promise<string | undefined> {
    const byKey = await this.byKey.get();
    return keys.map((key) => byKey.get(key)).find((id) => id !== undefined);
  }

  private async read(): Promise<Map<string, string>> {
    const people = await this.people.all();
    const active = people.filter((person) => person.active);
    return new Map(active.flatMap(({ _id, email }) => (email === undefined ? [] : [[emailKey(email), _id]])));
  }
}
