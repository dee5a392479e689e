import { Inject, Injectable } from '@nestjs/common';
import type { Republished } from '@deskbeat/contracts';
import { Journal, journalToken } from '@deskbeat/persistence';

/** Rebuilds this service's part of a lost or restored stream. */
@Injectable()
export class Republisher {
  constructor(
    @Inject(journalToken('person')) private readonly people: Journal,
    @Inject(journalToken('assignment')) private readonly assignments: Journal,
  ) {}

  async republish(since: Date): Promise<Republished> {
    const people = await this.people.republish(since);
    return { published: people + (await this.assignments.republish(since)) };
  }
}
