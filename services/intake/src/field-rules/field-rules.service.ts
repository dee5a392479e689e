import { Injectable } from '@nestjs/common';
import {
  fieldRulesSaved,
  Problem,
  type Actor,
  type FieldRulesView,
  type Identity,
  type OwnFieldLimits,
  type SaveFieldRules,
} from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { noLimits } from '@deskbeat/permissions';
import { errorsIn, telling } from './domain/rule-errors.js';
import { FieldRulesStore, theOnly } from './field-rules.store.js';
import { FieldSights } from './field-sights.js';

/** Who sees and who changes which field of tickets and customers. */
@Injectable()
export class FieldRulesService {
  constructor(
    private readonly store: FieldRulesStore,
    private readonly sights: FieldSights,
  ) {}

  async get(): Promise<FieldRulesView> {
    const known = await this.store.load();
    return known ? { version: known.version, rules: known.rules } : { rules: [] };
  }

  /** @throws Problem `version-conflict` with the `current` rules, `validation-failed` */
  async save({ seenVersion, rules: given }: SaveFieldRules, actor: Actor): Promise<FieldRulesView> {
    const errors = errorsIn(given);
    if (errors.length > 0) throw new Problem('validation-failed', { errors });
    const rules = telling(given);
    const known = await this.store.load();
    if (known?.version !== seenVersion) throw await this.conflict();
    const facts = [fact(fieldRulesSaved, { rules })];
    const origin = { actor, at: new Date() };
    if (known) {
      const { version } = await this.store.aggregates.save(known, { next: { rules }, facts }, origin);
      return { version, rules };
    }
    const outcome = await this.store.aggregates.create({ _id: theOnly, rules }, facts, origin);
    if (!('created' in outcome)) throw await this.conflict();
    return { version: outcome.created.version, rules };
  }

  async limitsOf(identity: Identity): Promise<OwnFieldLimits> {
    return (await this.sights.of(identity))?.limits ?? noLimits;
  }

  private async conflict(): Promise<Problem> {
    const current = await this.get();
    return new Problem('version-conflict', { context: { currentVersion: current.version, current } });
  }
}
