import { Module, type DynamicModule } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { MessagingModule } from '@deskbeat/messaging';
import {
  aggregateToken,
  journalToken,
  leaversAmong,
  PersistenceModule,
  type AggregateStore,
  type Journal,
} from '@deskbeat/persistence';
import { DueAlarm, Time } from '@deskbeat/service';
import { EscalationActions } from './actions/escalation-actions.js';
import { EscalationActionsJob } from './actions/escalation-actions.job.js';
import { ClockEventsController } from './clock/clock.events.controller.js';
import { ClockRpcController } from './clock/clock.rpc.controller.js';
import { ClockService } from './clock/clock.service.js';
import { clockSchema, ClockStore } from './clock/clock.store.js';
import { NewsService } from './clock/news.service.js';
import { Republisher } from './clock/republisher.js';
import { defaultRules } from './domain/default-rules.js';
import { named } from './privacy/named.js';
import { PrivacyRpcController } from './privacy/privacy.rpc.controller.js';
import { RecountJob } from './recount/recount.job.js';
import { RecountPage } from './recount/recount-page.js';
import { RecountRpcController } from './recount/recount.rpc.controller.js';
import { RecountService } from './recount/recount.service.js';
import { recountSchema, RecountStore } from './recount/recount.store.js';
import { CalendarsRpcController } from './rules/calendars.rpc.controller.js';
import { CalendarsService } from './rules/calendars.service.js';
import { HolidayFeedsJob } from './rules/holiday-feeds.job.js';
import { HolidayReader } from './rules/holiday-reader.js';
import { PoliciesRpcController } from './rules/policies.rpc.controller.js';
import { PoliciesService } from './rules/policies.service.js';
import { Rulebooks } from './rules/rulebooks.js';
import {
  editionSchema,
  rulesSchema,
  RulesStore,
  type EditionDocument,
  type RulesDocument,
} from './rules/rules.store.js';
import type { SlaConfig } from './sla.config.js';
import { Agenda } from './timers/agenda.js';
import { DueClocksJob } from './timers/due-clocks.job.js';
import { RangeLeases, timerSchema, type TimerDocument } from './timers/range-leases.js';
import type { Model } from 'mongoose';

@Module({})
export class SlaModule {
  static with(config: SlaConfig, time = new Time()): DynamicModule {
    const holidays = config.SLA_HOLIDAYS ? config.SLA_HOLIDAYS.split(',') : [];
    return {
      module: SlaModule,
      imports: [
        MessagingModule.forService('sla', config.NATS_URL),
        PersistenceModule.forService('sla', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature(
          [
            { name: 'Clock', entity: 'clock', versioned: true, schema: clockSchema, collection: 'clocks' },
            { name: 'Rules', entity: 'rules', schema: rulesSchema, collection: 'rules' },
          ],
          [
            { name: 'Edition', schema: editionSchema, collection: 'editions' },
            { name: 'Recount', schema: recountSchema, collection: 'recounts' },
            { name: 'Timer', schema: timerSchema, collection: 'timers' },
          ],
        ),
      ],
      controllers: [
        ClockEventsController,
        ClockRpcController,
        PoliciesRpcController,
        CalendarsRpcController,
        RecountRpcController,
        PrivacyRpcController,
      ],
      providers: [
        { provide: Time, useValue: time },
        leaversAmong(named),
        {
          provide: RangeLeases,
          inject: [getModelToken('Timer')],
          useFactory: (model: Model<TimerDocument>) => new RangeLeases(model, time, config.SLA_LEASE_MS),
        },
        { provide: HolidayReader, useValue: new HolidayReader(time, config.SLA_FEEDS_ALLOW_PRIVATE === 'true') },
        {
          provide: RulesStore,
          inject: [aggregateToken('rules'), journalToken('rules'), getModelToken('Edition')],
          useFactory: (aggregates: AggregateStore<RulesDocument>, journal: Journal, model: Model<EditionDocument>) =>
            RulesStore.seeded(
              aggregates,
              journal,
              model,
              defaultRules(config.SLA_TIME_ZONE, holidays),
              new Date(time.now()),
            ),
        },
        Rulebooks,
        PoliciesService,
        CalendarsService,
        HolidayFeedsJob,
        Agenda,
        ClockStore,
        ClockService,
        NewsService,
        Republisher,
        DueClocksJob,
        EscalationActions,
        EscalationActionsJob,
        { provide: DueAlarm, useValue: new DueAlarm(time) },
        RecountStore,
        RecountPage,
        RecountService,
        RecountJob,
      ],
    };
  }
}
