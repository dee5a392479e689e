import { Injectable } from '@nestjs/common';
import { Problem, signInRulesSaved, type Actor, type SaveSignInRules, type SignInRulesView } from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { RulesStore, theOnly, type RulesDocument } from './rules.store.js';

/** What the organisation demands of those who sign in. */
@Injectable()
export class RulesService {
  constructor(
    private readonly store: RulesStore,
    private readonly time: Time,
  ) {}

  async get(): Promise<SignInRulesView> {
    const known = await this.store.load();
    return known ? viewOf(known) : { secondFactorFor: [] };
  }

  /** @throws Problem `version-conflict` */
  async save({ seenVersion, secondFactorFor: given }: SaveSignInRules, actor: Actor): Promise<SignInRulesView> {
    const secondFactorFor = [...new Set(given)];
    const known = await this.store.load();
    if (known?.version !== seenVersion) throw conflict(known);
    const facts = [fact(signInRulesSaved, { secondFactorFor })];
    const origin = { actor, at: new Date(this.time.now()) };
    if (known) return viewOf(await this.store.aggregates.save(known, { next: { secondFactorFor }, facts }, origin));
    const outcome = await this.store.aggregates.create({ _id: theOnly, secondFactorFor }, facts, origin);
    if (!('created' in outcome)) throw conflict(await this.store.load());
    return viewOf(outcome.created);
  }

  republish(since: Date): Promise<number> {
    return this.store.journal.republish(since);
  }
}

const conflict = (known: RulesDocument | undefined): Problem =>
  new Problem('version-conflict', { context: { currentVersion: known?.version } });

const viewOf = ({ version, secondFactorFor }: RulesDocument): SignInRulesView => ({ version, secondFactorFor });
