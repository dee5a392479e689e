import { Injectable } from '@nestjs/common';
import { listQueues, listTeams, Problem, type Actor } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Fresh } from '@deskbeat/service';
import type { OfTeams } from '../search/domain/filter.js';
import { PersonStore } from './person.store.js';

/** Queues are asked for no sooner than this after the last time. */
const freshMs = 10_000;
const actor: Actor = { kind: 'system', id: 'intake' };

/** Who belongs to teams, and which queues are theirs. */
@Injectable()
export class Teams {
  private readonly queues = new Fresh(freshMs, () => this.bus.ask(listQueues, {}, { actor }));

  constructor(
    private readonly people: PersonStore,
    private readonly bus: Bus,
  ) {}

  async of({ kind, id }: Actor): Promise<string[]> {
    return kind === 'person' ? ((await this.people.load(id))?.teams ?? []) : [];
  }

  /** Whose things somebody is shown: those of the team that is asked for, else of all of one's own. */
  async shown(teamId: string | undefined, who: Actor): Promise<string[]> {
    return teamId === undefined ? this.of(who) : [teamId];
  }

  /** @throws Problem `validation-failed` at the pointer when there is no such queue */
  async needQueue(queueId: string | undefined, pointer = '/queueId'): Promise<void> {
    if (queueId === undefined) return;
    const { items } = await this.bus.ask(listQueues, {}, { actor });
    if (items.some(({ id }) => id === queueId)) return;
    throw new Problem('validation-failed', { errors: [{ pointer, message: 'there is no such queue' }] });
  }

  /** @throws Problem `validation-failed` at the pointer when there is no such team */
  async needTeam(teamId: string | undefined, pointer = '/teamId'): Promise<void> {
    if (teamId === undefined) return;
    const { items } = await this.bus.ask(listTeams, {}, { actor });
    if (items.some(({ id }) => id === teamId)) return;
    throw new Problem('validation-failed', { errors: [{ pointer, message: 'there is no such team' }] });
  }

  async reach(teams: readonly string[]): Promise<OfTeams> {
    if (teams.length === 0) return { people: [], queues: [] };
    const [people, { items }] = await Promise.all([this.people.inTeams(teams), this.queues.get()]);
    return { people, queues: items.flatMap(({ id, teamId }) => (teamId && teams.includes(teamId) ? [id] : [])) };
  }
}
