import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { PersistenceModule } from '@deskbeat/persistence';
import { InboxRpcController } from './inbox.rpc.controller.js';
import { InboxService } from './inbox.service.js';
import { MailSenderJob } from './mail-sender.job.js';
import { Mailer } from './mailer.js';
import { noticeSchema, personSchema } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';
import { NoticesEventsController } from './notices.events.controller.js';
import { NoticesService } from './notices.service.js';
import { NotificationsConfig } from './notifications.config.js';
import { PeopleStore } from './people.store.js';
import { Time } from '@deskbeat/service';

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
          [{ name: 'Person', schema: personSchema, collection: 'people' }],
        ),
      ],
      controllers: [NoticesEventsController, InboxRpcController],
      providers: [
        { provide: NotificationsConfig, useValue: config },
        { provide: Time, useValue: time },
        NoticeStore,
        PeopleStore,
        Mailer,
        MailSenderJob,
        NoticesService,
        InboxService,
      ],
    };
  }
}
