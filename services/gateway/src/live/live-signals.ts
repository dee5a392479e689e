import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { inboxChanged, ticketSeen } from '@deskbeat/contracts';
import { connectBus, hear } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { LiveFeed } from './live-feed.js';
import { ViewersService } from './viewers.service.js';

/** Brings what is said just now to the open pages. */
@Injectable()
export class LiveSignals implements OnModuleInit, OnModuleDestroy {
  private connection?: NatsConnection;

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly feed: LiveFeed,
    private readonly viewers: ViewersService,
  ) {}

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'gateway-signals');
    hear(this.connection, ticketSeen, (sighting) => this.viewers.note(sighting));
    hear(this.connection, inboxChanged, (change) =>
      this.feed.tell({ personId: change.personId }, 'inbox.changed', change),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
  }
}
