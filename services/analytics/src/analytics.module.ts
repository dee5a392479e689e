import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { PersistenceModule } from '@deskbeat/persistence';
import type { AnalyticsConfig } from './analytics.config.js';
import { AnalyticsEventsController } from './analytics.events.controller.js';
import { AnalyticsRpcController } from './analytics.rpc.controller.js';
import { AnalyticsService } from './analytics.service.js';
import { BoardFeed } from './board-feed.js';
import { factSchema, FactStore } from './fact.store.js';

@Module({})
export class AnalyticsModule {
  static with(config: AnalyticsConfig): DynamicModule {
    return {
      module: AnalyticsModule,
      imports: [
        MessagingModule.forService('analytics', config.NATS_URL),
        PersistenceModule.forService('analytics', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature([], [{ name: 'Fact', schema: factSchema, collection: 'facts' }]),
      ],
      controllers: [AnalyticsRpcController, AnalyticsEventsController],
      providers: [AnalyticsService, BoardFeed, FactStore],
    };
  }
}
