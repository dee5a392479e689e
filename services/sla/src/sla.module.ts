import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { PersistenceModule } from '@deskbeat/persistence';
import { DueAlarm, Time } from '@deskbeat/service';
import { businessWeek, defaultPolicy } from './domain/policy.js';
import { DueClocksJob } from './due-clocks.job.js';
import { POLICY } from './policy.token.js';
import type { SlaConfig } from './sla.config.js';
import { SlaEventsController } from './sla.events.controller.js';
import { SlaRpcController } from './sla.rpc.controller.js';
import { SlaService } from './sla.service.js';
import { clockSchema, SlaStore } from './sla.store.js';

@Module({})
export class SlaModule {
  static with(config: SlaConfig, time = new Time()): DynamicModule {
    const holidays = config.SLA_HOLIDAYS ? config.SLA_HOLIDAYS.split(',') : [];
    const policy = defaultPolicy(businessWeek(config.SLA_TIME_ZONE, holidays));
    return {
      module: SlaModule,
      imports: [
        MessagingModule.forService('sla', config.NATS_URL),
        PersistenceModule.forService('sla', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature([{ name: 'Clock', entity: 'clock', schema: clockSchema, collection: 'clocks' }]),
      ],
      controllers: [SlaEventsController, SlaRpcController],
      providers: [
        { provide: Time, useValue: time },
        { provide: POLICY, useValue: policy },
        DueAlarm,
        SlaStore,
        SlaService,
        DueClocksJob,
      ],
    };
  }
}
