import { Inject, Injectable, Logger } from '@nestjs/common';
import { listQueues, listTeams } from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { Fresh } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import type { AccountDocument } from '../account/account.schema.js';
import { isNarrowed, reachOf, type Reaching, type Structure } from '../domain/reach.js';
import { PeopleStore } from './people.store.js';

/** A change is told at once; one that was not heard of is known so much later. */
const freshMs = 10_000;
const itself = { actor: { kind: 'system', id: 'access', name: 'Access' } } as const;

/** How far people see, by the teams and queues of the directory. */
@Injectable()
export class Reaches {
  private readonly logger = new Logger('reaches');
  private readonly structure = new Fresh<Structure>(freshMs, () => this.ask());

  constructor(
    private readonly people: PeopleStore,
    private readonly bus: Bus,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  async of(account: AccountDocument): Promise<Reaching> {
    const { _id } = account;
    const teams = (await this.people.teamsOf([_id])).get(_id) ?? [];
    return this.hangsOnTeams(account) ? reachOf(_id, teams, await this.known()) : { teams };
  }

  /** Whether a change of teams or queues may change what somebody sees. */
  hangsOnTeams({ role, reach = this.config.AGENTS_SEE }: Pick<AccountDocument, 'role' | 'reach'>): boolean {
    return isNarrowed(role, reach);
  }

  forget(): void {
    this.structure.forget();
  }

  /** Who comes in while the directory is away sees what is theirs or nobody's, until it is back. */
  private known(): Promise<Structure> {
    return this.structure.get().catch((error: unknown) => {
      this.logger.warn(`teams and queues are not known: ${String(error)}`);
      return { teams: [], queues: [] };
    });
  }

  private async ask(): Promise<Structure> {
    const [teams, queues] = await Promise.all([
      this.bus.ask(listTeams, {}, itself),
      this.bus.ask(listQueues, {}, itself),
    ]);
    return { teams: teams.items, queues: queues.items };
  }
}
