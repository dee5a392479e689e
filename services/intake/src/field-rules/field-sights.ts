import { Injectable } from '@nestjs/common';
import type { FieldRule, Identity } from '@deskbeat/contracts';
import { answered } from '@deskbeat/messaging';
import { FieldSight } from '@deskbeat/permissions';
import { Briefly } from '../recently.js';
import { FieldRulesStore } from './field-rules.store.js';

/** Whichever replica saved them, rules hold everywhere after this time. */
const staleMs = 500;

/** Which fields somebody sees and may change, by the rules as they were half a second ago at most. */
@Injectable()
export class FieldSights {
  private readonly rules = new Briefly<readonly FieldRule[]>(staleMs, 1);

  constructor(private readonly store: FieldRulesStore) {}

  /** Of whoever is answered now; nothing where no rule limits them, or nobody is answered. */
  async ofAnswered(): Promise<FieldSight | undefined> {
    const { identity, subject } = answered() ?? {};
    return identity && subject !== undefined ? this.of(identity) : undefined;
  }

  async of(identity: Identity): Promise<FieldSight | undefined> {
    return FieldSight.of(identity, await this.rules.get('', async () => (await this.store.load())?.rules ?? []));
  }
}
