import { Injectable } from '@nestjs/common';
import { PersonStore } from '../directory/person.store.js';
import { defaultQueueId, StructureStore } from '../directory/structure.store.js';
import type { Way } from '../domain/assignment.js';
import { routeOf, type Place, type Route, type Rule } from '../domain/route.js';
import type { TicketFacts } from '../domain/ticket-facts.js';
import { RuleStore } from './rule.store.js';

/** A changed rule or queue holds in every process this many milliseconds later. */
const freshMs = 1_000;
/** What is as old as this is read anew while it still holds, so that no ticket waits for it. */
const renewMs = 800;

export interface RoutingMap {
  rules: readonly Rule[];
  place: Place;
}

/** Says where tickets go. */
@Injectable()
export class Router {
  private known?: { at: number; map: Promise<RoutingMap> };
  private renewing = false;

  constructor(
    private readonly rules: RuleStore,
    private readonly structure: StructureStore,
    private readonly people: PersonStore,
  ) {}

  /** Where a ticket goes, and whom a rule names for it. */
  async wayOf(facts: TicketFacts): Promise<Way> {
    const { rules, place } = await this.map();
    const { queueId, rule, personId, skills, collaborators } = routeOf(rules, facts, place, defaultQueueId);
    const person = personId === undefined ? undefined : await this.people.aggregates.load(personId);
    if (!person?.active) return { queueId, skills, collaborators };
    const reason = `By the rule ${rule!.name}: to ${person.name}`;
    return { queueId, skills, collaborators, prefer: { personId: person._id, reason, regardless: true } };
  }

  async routeOf(facts: TicketFacts, rules?: readonly Rule[]): Promise<Route> {
    const map = await this.map();
    return routeOf(rules ?? map.rules, facts, map.place, defaultQueueId);
  }

  /** Where a ticket goes that comes back when its former assignee cannot take it: to a queue of that person's team. */
  async queueAfter(former: { teams: readonly string[] } | undefined, queueId: string): Promise<string> {
    if (!former || former.teams.length === 0) return queueId;
    const queues = await this.structure.allQueues();
    const own = queues.find(({ _id }) => _id === queueId);
    if (own && (own.teamId === undefined || former.teams.includes(own.teamId))) return queueId;
    return queues.find(({ teamId }) => teamId !== undefined && former.teams.includes(teamId))?._id ?? queueId;
  }

  /** The rules or the queues changed. */
  forget(): void {
    this.known = undefined;
  }

  private map(): Promise<RoutingMap> {
    const { known } = this;
    const age = known ? Date.now() - known.at : Infinity;
    if (known && age <= freshMs) {
      if (age > renewMs) void this.renew();
      return known.map;
    }
    const map = this.read();
    map.catch(() => this.forget());
    this.known = { at: Date.now(), map };
    return map;
  }

  /** What fails is tried again, at the latest by who finds that it is too old. */
  private async renew(): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    const { known } = this;
    const at = Date.now();
    const map = await this.read().catch(() => undefined);
    if (map && this.known === known) this.known = { at, map: Promise.resolve(map) };
    this.renewing = false;
  }

  private async read(): Promise<RoutingMap> {
    const [{ rules }, queues, teams, regions] = await Promise.all([
      this.rules.load(),
      this.structure.allQueues(),
      this.structure.teams.all(),
      this.structure.regions.all(),
    ]);
    const covered = new Map(teams.map((team) => [team._id, team.regions]));
    const place: Place = {
      regions: new Map(
        regions.map(({ _id, parentId }) => [_id, { id: _id, ...(parentId !== undefined && { parentId }) }]),
      ),
      queues: new Map(queues.map(({ _id, teamId }) => [_id, teamId === undefined ? [] : (covered.get(teamId) ?? [])])),
    };
    return { rules, place };
  }
}
