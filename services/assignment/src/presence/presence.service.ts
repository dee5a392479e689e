import { Injectable } from '@nestjs/common';
import type { BeatPresence, PersonView, PresenceBeaten, SetPresence } from '@deskbeat/contracts';
import { PeopleChanges } from '../deciding/people-changes.js';
import { PeopleService } from '../directory/people.service.js';
import { PersonStore } from '../directory/person.store.js';
import { PresenceStore } from './presence.store.js';

/** Who is there, by what they say and by the signs of their live connections. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly presences: PresenceStore,
    private readonly people: PersonStore,
    private readonly views: PeopleService,
    private readonly changes: PeopleChanges,
  ) {}

  async say({ personId, presence }: SetPresence, at: Date): Promise<PersonView> {
    await this.people.aggregates.need(personId);
    if (await this.presences.say(personId, presence, at)) await this.changes.told();
    return this.views.get({ personId });
  }

  /** Unknown people are left out. */
  async beat({ personIds }: BeatPresence, at: Date): Promise<PresenceBeaten> {
    const known = (await this.people.byIds([...new Set(personIds)])).filter(({ active }) => active);
    if (known.length === 0) return { known: 0 };
    const came = await this.presences.beat(
      known.map(({ _id }) => _id),
      at,
    );
    if (came.length > 0) await this.changes.told();
    return { known: known.length };
  }
}
