import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { leaversAmong, PersistenceModule } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AddressRpcController } from './address/address.rpc.controller.js';
import { AddressService } from './address/address.service.js';
import { AddressStore, suppressedSchema } from './address/address.store.js';
import { Deliveries } from './deliveries.js';
import { HeldNoticesJob } from './held-notices.job.js';
import { HeldStore } from './held.store.js';
import { InboxRpcController } from './inbox.rpc.controller.js';
import { InboxService } from './inbox.service.js';
import { Encloser } from './letter/enclosures.js';
import { LetterRpcController } from './letter/letter.rpc.controller.js';
import { LetterService } from './letter/letter.service.js';
import { Mailer } from './mailer.js';
import { CustomerNewsService } from './news/customer-news.service.js';
import { HookNewsService } from './news/hook-news.service.js';
import { NewsEventsController } from './news/news.events.controller.js';
import { Readers } from './news/readers.js';
import { TeamNewsService } from './news/team-news.service.js';
import { Teller } from './news/teller.js';
import { noticeSchema, personSchema } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';
import { NotificationsConfig } from './notifications.config.js';
import { PeopleStore } from './people.store.js';
import { named } from './privacy/named.js';
import { OldNoticesRpcController } from './privacy/old-notices.rpc.controller.js';
import { OldNoticesService } from './privacy/old-notices.service.js';
import { OldNoticesStore } from './privacy/old-notices.store.js';
import { PersonalStore } from './privacy/personal.store.js';
import { PrivacyRpcController } from './privacy/privacy.rpc.controller.js';
import { PrivacyService } from './privacy/privacy.service.js';
import { PreferencesRpcController } from './preferences/preferences.rpc.controller.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { preferencesSchema, PreferencesStore } from './preferences/preferences.store.js';
import { HookSenderJob, MailSenderJob } from './sender.job.js';
import { TemplateRpcController } from './template/template.rpc.controller.js';
import { TemplateService } from './template/template.service.js';
import { templateSchema, TemplateStore } from './template/template.store.js';
import { TicketFacts } from './ticket-facts.js';
import { HookPoster } from './webhook/hook-poster.js';
import { WebhookRpcController } from './webhook/webhook.rpc.controller.js';
import { WebhookService } from './webhook/webhook.service.js';
import { webhookSchema, WebhookStore } from './webhook/webhook.store.js';

const stores = [NoticeStore, HeldStore, PeopleStore, TemplateStore, PreferencesStore, AddressStore, WebhookStore];
const ways = [Mailer, Encloser, HookPoster, MailSenderJob, HookSenderJob, HeldNoticesJob, Deliveries];
const stories = [Teller, Readers, TicketFacts, CustomerNewsService, TeamNewsService, HookNewsService];
const settings = [TemplateService, PreferencesService, AddressService, WebhookService, InboxService, LetterService];

@Module({})
export class NotificationsModule {
  static with(config: NotificationsConfig, time = new Time()): DynamicModule {
    return {
      module: NotificationsModule,
      imports: [
        MessagingModule.forService('notifications', config.NATS_URL),
        PersistenceModule.forService('notifications', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature(
          [{ name: 'Notice', entity: 'notice', schema: noticeSchema, collection: 'notices' }],
          [
            { name: 'Person', schema: personSchema, collection: 'people' },
            { name: 'Template', schema: templateSchema, collection: 'templates' },
            { name: 'Preferences', schema: preferencesSchema, collection: 'preferences' },
            { name: 'SuppressedAddress', schema: suppressedSchema, collection: 'suppressedAddresses' },
            { name: 'Webhook', schema: webhookSchema, collection: 'webhooks' },
          ],
        ),
      ],
      controllers: [
        NewsEventsController,
        InboxRpcController,
        TemplateRpcController,
        PreferencesRpcController,
        AddressRpcController,
        WebhookRpcController,
        LetterRpcController,
        PrivacyRpcController,
        OldNoticesRpcController,
      ],
      providers: [
        { provide: NotificationsConfig, useValue: config },
        { provide: Time, useValue: time },
        ...stores,
        ...ways,
        ...stories,
        ...settings,
        PersonalStore,
        OldNoticesStore,
        OldNoticesService,
        leaversAmong(named),
        PrivacyService,
      ],
    };
  }
}
