import { getFieldRules, type Actor, type FieldRule, type Identity } from '@deskbeat/contracts';
import { FieldSight, veiledFacts } from '@deskbeat/permissions';
import type { Bus } from './bus.js';

const staleMs = 500;

/** Who sees which field, for those who show events of the owner of tickets: as it was half a second ago at most. */
export class KnownFieldRules {
  private asked?: { at: number; rules: Promise<readonly FieldRule[]> };

  constructor(
    private readonly bus: Bus,
    private readonly actor: Actor,
  ) {}

  /** @returns nothing for somebody whom no rule limits. @throws Problem when the owner cannot be asked */
  async sightOf(identity: Identity): Promise<FieldSight | undefined> {
    return FieldSight.of(identity, await this.rules());
  }

  /** Facts of an event as somebody may see them. @throws Problem when the owner cannot be asked */
  async veiled<T extends object>(data: T, identity: Identity): Promise<T> {
    const sight = await this.sightOf(identity);
    return sight ? veiledFacts(data, sight) : data;
  }

  private rules(): Promise<readonly FieldRule[]> {
    const now = performance.now();
    if (this.asked && now - this.asked.at < staleMs) return this.asked.rules;
    const rules = this.bus.ask(getFieldRules, {}, { actor: this.actor }).then((known) => known.rules);
    rules.catch(() => (this.asked = undefined));
    this.asked = { at: now, rules };
    return rules;
  }
}
