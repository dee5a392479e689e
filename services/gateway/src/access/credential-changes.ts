import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { credentialsChanged } from '@deskbeat/contracts';
import { connectBus, hear } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';

/** Ids of sessions, keys and accounts; `any` when something may have changed while the bus was away. */
export type Changed = readonly string[] | 'any';

/** Hears from the owner which credentials are not to be believed any more without asking. */
@Injectable()
export class CredentialChanges implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('credentials');
  private readonly listeners: ((changed: Changed) => void)[] = [];
  private connection?: NatsConnection;

  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  /** To be called once, by who is there as long as the process. */
  tell(listener: (changed: Changed) => void): void {
    this.listeners.push(listener);
  }

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'gateway-credentials');
    hear(this.connection, credentialsChanged, ({ ids }) => this.happened(ids));
    void this.watch(this.connection);
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type !== 'reconnect') continue;
      this.logger.debug('the bus is back: every credential is asked for anew');
      this.happened('any');
    }
  }

  private happened(changed: Changed): void {
    for (const listener of this.listeners) listener(changed);
  }
}
