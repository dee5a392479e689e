import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type ProbeRouting,
  type RouteAnswer,
  type RoutingRule,
  type RoutingRules,
  type RoutingTrial,
  type SaveRoutingRules,
  type TryRouting,
} from '@deskbeat/contracts';
import { AssignmentStore } from '../deciding/assignment.store.js';
import { Route, Rule } from '../domain/route.js';
import type { TicketFacts } from '../domain/ticket-facts.js';
import { trialOf } from '../domain/trial.js';
import { NamedInRules } from './named-in-rules.js';
import { Router } from './router.js';
import { RuleStore } from './rule.store.js';

const mostTried = 10_000;

/** Routing rules, kept and tried. */
@Injectable()
export class RoutingService {
  constructor(
    private readonly store: RuleStore,
    private readonly router: Router,
    private readonly assignments: AssignmentStore,
    private readonly named: NamedInRules,
  ) {}

  /** @throws Problem `validation-failed` when a rule leads nowhere or names what is not there */
  async save({ rules, seenVersion }: SaveRoutingRules, by: Actor, at: Date): Promise<RoutingRules> {
    await this.named.check(rules);
    const { version, rules: kept } = await this.store.put(rules.map(ruleOf), { seenVersion, by, at });
    this.router.forget();
    return { version, rules: kept.map(viewOf) };
  }

  async get(): Promise<RoutingRules> {
    const { version, rules } = await this.store.load();
    return { version, rules: rules.map(viewOf) };
  }

  async probe({ ticket }: ProbeRouting): Promise<RouteAnswer> {
    const facts = { type: 'inquiry', priority: 'medium', channel: 'api', customerId: '-', tier: 'standard', tags: [] };
    return answerOf(await this.router.routeOf({ ...facts, ...ticket } as TicketFacts));
  }

  /** Changes nothing. */
  async try({ from, to, rules }: TryRouting): Promise<RoutingTrial> {
    const wanted = rules?.map(ruleOf);
    if (rules) await this.named.check(rules);
    const tickets = await this.assignments.reported(new Date(from), new Date(to), mostTried);
    const routes = await Promise.all(tickets.map(({ about }) => this.router.routeOf(about, wanted)));
    return trialOf(
      tickets.map(({ _id, number, queueId }, index) => ({ id: _id, number, queueId, route: routes[index]! })),
    );
  }
}

const ruleOf = ({ enabled = true, skills = [], collaborators = [], ...rule }: RoutingRule): Rule => ({
  ...rule,
  enabled,
  skills,
  collaborators,
});
const viewOf = ({ conditions, nearestOf, skills, collaborators, ...rule }: Rule): RoutingRule => ({
  ...rule,
  conditions: [...conditions],
  ...(nearestOf && { nearestOf: [...nearestOf] }),
  skills: [...skills],
  collaborators: [...collaborators],
});
const answerOf = ({ queueId, rule, personId, skills, collaborators }: Route): RouteAnswer => ({
  queueId,
  ...(rule && { ruleId: rule.id }),
  ...(personId !== undefined && { personId }),
  skills,
  collaborators,
});
