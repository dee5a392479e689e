import { Injectable } from '@nestjs/common';
import {
  defaultPolicyId,
  slaTargets,
  type Actor,
  type ChangePolicy,
  type CreatePolicy,
  type EditionView,
  type ListRulesChanges,
  type OrderPolicies,
  type PolicyList,
  type PolicyPreview,
  type PolicyView,
  type PreviewPolicy,
  type RemovePolicy,
  type RulesChanged,
  type RulesChangeList,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { need, type Edit } from '../domain/edits.js';
import { changePolicy, createPolicy, orderPolicies, removePolicy } from '../domain/policy-changes.js';
import { stepsTo } from '../domain/policy.js';
import type { PolicyEntry, Rules } from '../domain/rules.js';
import { budgetOf, termsIn } from '../domain/terms.js';
import { dueIn } from '../domain/windows.js';
import { Rulebooks } from './rulebooks.js';
import { RulesStore } from './rules.store.js';

@Injectable()
export class PoliciesService {
  constructor(
    private readonly store: RulesStore,
    private readonly rulebooks: Rulebooks,
    private readonly time: Time,
  ) {}

  async list(): Promise<PolicyList> {
    return listOf(await this.fresh());
  }

  async get(id: string): Promise<PolicyView> {
    return viewIn(await this.fresh(), id);
  }

  async create(asked: CreatePolicy, actor: Actor): Promise<PolicyView> {
    return viewIn(await this.edit(actor, (rules) => createPolicy(rules, asked)), asked.id);
  }

  async change(asked: ChangePolicy, actor: Actor): Promise<PolicyView> {
    return viewIn(await this.edit(actor, (rules) => changePolicy(rules, asked)), asked.policyId);
  }

  async remove(asked: RemovePolicy, actor: Actor): Promise<PolicyList> {
    return listOf(await this.edit(actor, (rules) => removePolicy(rules, asked)));
  }

  async order(asked: OrderPolicies, actor: Actor): Promise<PolicyList> {
    return listOf(await this.edit(actor, (rules) => orderPolicies(rules, asked)));
  }

  /** Which policy a ticket would get, why, and when its targets would be due if they began then. */
  async preview({ reportedAt, ...traits }: PreviewPolicy): Promise<PolicyPreview> {
    const rules = await this.fresh();
    const steps = stepsTo(rules, traits);
    const { policyId } = steps.at(-1)!;
    const terms = termsIn(rules).get(policyId)!;
    const start = reportedAt ? Date.parse(reportedAt) : this.time.now();
    const targets = slaTargets.flatMap((target) => {
      const budget = budgetOf(terms, traits.priority, target);
      if (!budget) return [];
      const { budgetMs, calendar } = budget;
      const { dueAt } = dueIn(start, budgetMs, calendar);
      const due = dueAt === undefined ? {} : { dueAt: new Date(dueAt).toISOString() };
      return [{ priority: traits.priority, target, budgetMs, calendarId: calendar.id, ...due }];
    });
    return { policyId, steps, targets };
  }

  async edition(edition: number): Promise<EditionView> {
    const { policies, calendars } = await this.store.edition(edition);
    return { edition, policies: policies.map(viewOf), calendars: [...calendars] };
  }

  async changes({ after = 0, limit = 50 }: ListRulesChanges): Promise<RulesChangeList> {
    const entries = await this.store.changesAfter(after, limit);
    const items = entries.map(({ at, actor, data }) => ({ ...(data as RulesChanged), at: at.toISOString(), actor }));
    return { items };
  }

  private async fresh(): Promise<Rules> {
    return this.rulebooks.take(await this.store.current());
  }

  private async edit(actor: Actor, decide: (rules: Rules) => Edit): Promise<Rules> {
    const origin = { actor, at: new Date(this.time.now()) };
    return this.rulebooks.take(await this.store.edit(origin, decide));
  }
}

const viewOf = (policy: PolicyEntry): PolicyView => ({ ...policy, isDefault: policy.id === defaultPolicyId });
const viewIn = ({ policies }: Rules, id: string): PolicyView => viewOf(need(policies, id, 'policy'));
const listOf = ({ edition, policies }: Rules): PolicyList => ({ version: edition, items: policies.map(viewOf) });
