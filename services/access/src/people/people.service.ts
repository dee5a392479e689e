import { Injectable } from '@nestjs/common';
import type { Event, PersonSaved } from '@deskbeat/contracts';
import { Gateways } from '../gateways.js';
import { PeopleStore } from './people.store.js';

@Injectable()
export class PeopleService {
  constructor(
    private readonly people: PeopleStore,
    private readonly gateways: Gateways,
  ) {}

  /** Somebody's teams may be other ones now. */
  async take({ version, data }: Event<PersonSaved>): Promise<'done' | 'known'> {
    const outcome = await this.people.save(version, data);
    if (outcome === 'done') this.gateways.mustAskAgain([data.personId]);
    return outcome;
  }
}
