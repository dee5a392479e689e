import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { structureChanged } from '@deskbeat/contracts';
import { connectBus, hear } from '@deskbeat/messaging';
import { AccessConfig } from '../access.config.js';
import { Reaches } from './reaches.service.js';

/** Hears when teams or queues have changed. */
@Injectable()
export class StructureSignals implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('structure');
  private connection?: Awaited<ReturnType<typeof connectBus>>;

  constructor(
    @Inject(AccessConfig) private readonly config: AccessConfig,
    private readonly reaches: Reaches,
  ) {}

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'access-signals');
    hear(this.connection, structureChanged, () => {
      this.reaches.lookAgain().catch((error: unknown) => this.logger.warn(`looks again later: ${String(error)}`));
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
  }
}
