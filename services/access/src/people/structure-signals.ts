import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { structureChanged } from '@deskbeat/contracts';
import { connectBus, hear } from '@deskbeat/messaging';
import { AccessConfig } from '../access.config.js';
import { AccountStore } from '../account/account.store.js';
import { Gateways } from '../gateways.js';
import { Reaches } from './reaches.service.js';

/** Hears when teams or queues have changed. */
@Injectable()
export class StructureSignals implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('structure');
  private connection?: Awaited<ReturnType<typeof connectBus>>;

  constructor(
    @Inject(AccessConfig) private readonly config: AccessConfig,
    private readonly accounts: AccountStore,
    private readonly reaches: Reaches,
    private readonly gateways: Gateways,
  ) {}

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'access-signals');
    hear(this.connection, structureChanged, () => {
      this.lookAgain().catch((error: unknown) => this.logger.warn(`looks again later: ${String(error)}`));
    });
  }

  /** What was said of those who see the tickets of their teams is not to be believed any more. */
  private async lookAgain(): Promise<void> {
    this.reaches.forget();
    const accounts = await this.accounts.roles();
    this.gateways.mustAskAgain(accounts.filter((one) => this.reaches.hangsOnTeams(one)).map(({ _id }) => _id));
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
  }
}
