import { Inject, Injectable } from '@nestjs/common';
import type { Republished } from '@deskbeat/contracts';
import { journalToken, type Journal } from '@deskbeat/persistence';

/** Publishes again what clocks and rules told. */
@Injectable()
export class Republisher {
  constructor(
    @Inject(journalToken('clock')) private readonly clocks: Journal,
    @Inject(journalToken('rules')) private readonly rules: Journal,
  ) {}

  async republish(since: string): Promise<Republished> {
    const counts = [await this.rules.republish(new Date(since)), await this.clocks.republish(new Date(since))];
    return { published: counts.reduce((sum, count) => sum + count, 0) };
  }
}
