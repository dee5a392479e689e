import { Injectable } from '@nestjs/common';
import { listQueues, type Actor, type QueueView } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import type { OfTeams } from '../search/domain/filter.js';
import { PersonStore } from './person.store.js';

/** Queues are asked for no sooner than this after the last time. */
const staleMs = 10_000;
const actor: Actor = { kind: 'system', id: 'intake' };

type TeamQueue = Pick<QueueView, 'id' | 'teamId'>;

/** Who belongs to teams, and which queues are theirs. */
@Injectable()
export class Teams {
  private queues?: { at: number; items: readonly TeamQueue[] };
  private asking?: Promise<readonly TeamQueue[]>;

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

  async reach(teams: readonly string[]): Promise<OfTeams> {
    if (teams.length === 0) return { people: [], queues: [] };
    const [people, queues] = await Promise.all([this.people.inTeams(teams), this.allQueues()]);
    return { people, queues: queues.flatMap(({ id, teamId }) => (teamId && teams.includes(teamId) ? [id] : [])) };
  }

  /** As they were a moment ago; what was known last while their owner is away. */
  private async allQueues(): Promise<readonly TeamQueue[]> {
    if (this.queues && Date.now() - this.queues.at < staleMs) return this.queues.items;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    const known = this.queues?.items;
    return known ? this.asking.catch(() => known) : this.asking;
  }

  private async ask(): Promise<readonly TeamQueue[]> {
    const { items } = await this.bus.ask(listQueues, {}, { actor });
    this.queues = { at: Date.now(), items };
    return items;
  }
}
