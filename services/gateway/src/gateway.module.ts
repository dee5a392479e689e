import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { MessagingModule } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { AuthenticationGuard } from './access/authentication.guard.js';
import { Authentication } from './access/authentication.service.js';
import { CredentialChanges } from './access/credential-changes.js';
import { Tokens } from './access/tokens.service.js';
import { apiControllers } from './api/controllers.js';
import { OpaqueTicket } from './api/opaque-ticket.pipe.js';
import { ConsoleController } from './console/console.controller.js';
import { ApiDocs } from './docs/api-docs.js';
import { DocsController } from './docs/docs.controller.js';
import { ETagInterceptor } from './edge/etag.interceptor.js';
import { HttpProblemFilter } from './edge/http-problem.filter.js';
import { PersonalExport } from './export/personal-export.js';
import { GatewayConfig } from './gateway.config.js';
import { Transfer } from './file/transfer.js';
import { AddressLimit, CallerLimit } from './limits/rate-limit.guard.js';
import { RateLimits } from './limits/rate-limits.service.js';
import { FeedVeil } from './live/feed-veil.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveSignals } from './live/live-signals.js';
import { PresenceBeats } from './live/presence-beats.js';
import { TicketSight } from './live/ticket-sight.js';
import { PortalController } from './portal/portal.controller.js';
import { PortalDesk } from './portal/portal.service.js';
import { ViewersService } from './live/viewers.service.js';

@Module({})
export class GatewayModule {
  static with(this: void, config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      imports: [MessagingModule.forService('gateway', config.NATS_URL)],
      controllers: [...apiControllers, PortalController, DocsController, ConsoleController],
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: APP_FILTER, useClass: HttpProblemFilter },
        { provide: APP_GUARD, useClass: AddressLimit },
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: CallerLimit },
        { provide: APP_INTERCEPTOR, useClass: ETagInterceptor },
        ApiDocs,
        Authentication,
        CredentialChanges,
        FeedVeil,
        LiveFeed,
        OpaqueTicket,
        PersonalExport,
        PortalDesk,
        PresenceBeats,
        RateLimits,
        TicketSight,
        Tokens,
        Transfer,
        Time,
        ViewersService,
        LiveSignals,
      ],
    };
  }
}
