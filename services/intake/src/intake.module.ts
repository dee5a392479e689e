import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { PersistenceModule } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { attentionControllers, attentionModels, attentionProviders } from './attention/attention.wiring.js';
import { confirmationControllers, confirmationProviders } from './confirmation/confirmation.wiring.js';
import {
  conversationControllers,
  conversationModels,
  conversationProviders,
} from './conversation/conversation.wiring.js';
import {
  customerAggregates,
  customerControllers,
  customerModels,
  customerProviders,
} from './customer/customer.wiring.js';
import { bulkControllers, bulkModels, bulkProviders } from './bulk/bulk.wiring.js';
import { fieldRulesAggregates, fieldRulesControllers, fieldRulesProviders } from './field-rules/field-rules.wiring.js';
import { importControllers, importModels, importProviders } from './import/import.wiring.js';
import { IntakeEventsController } from './intake-events/intake-events.controller.js';
import { IntakeEventsService } from './intake-events/intake-events.service.js';
import { IntakeConfig } from './intake.config.js';
import { privacyControllers, privacyProviders } from './privacy/privacy.wiring.js';
import { relationControllers, relationProviders } from './relation/relation.wiring.js';
import { Republisher } from './republisher.js';
import { searchControllers, searchModels, searchProviders } from './search/search.wiring.js';
import { ticketTypeAggregates, ticketTypeControllers, ticketTypeProviders } from './ticket-type/ticket-type.wiring.js';
import { SightRpcController } from './sight/sight.rpc.controller.js';
import { SightStore } from './sight/sight.store.js';
import { CustomerNewsEventsController } from './ticket/customer-news.events.controller.js';
import { CustomerNews } from './ticket/customer-news.service.js';
import { NewsService } from './ticket/news.service.js';
import { OpeningService } from './ticket/opening.service.js';
import { counterSchema, TicketNumbers } from './ticket/ticket-numbers.js';
import { FieldReferences } from './ticket/field-references.js';
import { RuleBook } from './ticket/rule-book.js';
import { TicketReader } from './ticket/ticket-reader.service.js';
import { TicketEventsController } from './ticket/ticket.events.controller.js';
import { TicketRpcController } from './ticket/ticket.rpc.controller.js';
import { TicketService } from './ticket/ticket.service.js';
import { ticketSchema } from './ticket/ticket.schema.js';
import { ListedTickets } from './ticket/listed-tickets.js';
import { TicketStore } from './ticket/ticket.store.js';
import { viewControllers, viewModels, viewProviders } from './view/view.wiring.js';

@Module({})
export class IntakeModule {
  static with(config: IntakeConfig, time = new Time()): DynamicModule {
    return {
      module: IntakeModule,
      imports: [
        MessagingModule.forService('intake', config.NATS_URL),
        PersistenceModule.forService('intake', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature(
          [
            { name: 'Ticket', entity: 'ticket', versioned: true, schema: ticketSchema, collection: 'tickets' },
            ...customerAggregates,
            ...ticketTypeAggregates,
            ...fieldRulesAggregates,
          ],
          [
            { name: 'Counter', schema: counterSchema, collection: 'counters' },
            ...conversationModels,
            ...customerModels,
            ...importModels,
            ...searchModels,
            ...viewModels,
            ...bulkModels,
            ...attentionModels,
          ],
        ),
      ],
      controllers: [
        TicketRpcController,
        TicketEventsController,
        CustomerNewsEventsController,
        ...conversationControllers,
        IntakeEventsController,
        SightRpcController,
        ...confirmationControllers,
        ...customerControllers,
        ...importControllers,
        ...privacyControllers,
        ...relationControllers,
        ...searchControllers,
        ...viewControllers,
        ...bulkControllers,
        ...ticketTypeControllers,
        ...fieldRulesControllers,
        ...attentionControllers,
      ],
      providers: [
        { provide: IntakeConfig, useValue: config },
        { provide: Time, useValue: time },
        ...customerProviders,
        Republisher,
        SightStore,
        ...ticketTypeProviders,
        ...fieldRulesProviders,
        ...attentionProviders,
        RuleBook,
        FieldReferences,
        TicketStore,
        ListedTickets,
        TicketNumbers,
        OpeningService,
        TicketService,
        TicketReader,
        ...conversationProviders,
        NewsService,
        CustomerNews,
        IntakeEventsService,
        ...confirmationProviders,
        ...privacyProviders,
        ...relationProviders,
        ...searchProviders,
        ...viewProviders,
        ...bulkProviders,
        ...importProviders,
      ],
    };
  }
}
