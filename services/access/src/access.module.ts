import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { PersistenceModule } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from './access.config.js';
import { AccountRpcController } from './account/account.rpc.controller.js';
import { accountSchema } from './account/account.schema.js';
import { AccountService } from './account/account.service.js';
import { AccountStore } from './account/account.store.js';
import { PasswordChoice } from './account/password-choice.service.js';
import { Gateways } from './gateways.js';
import { KeyRpcController } from './key/key.rpc.controller.js';
import { KeyService } from './key/key.service.js';
import { keySchema, KeyStore } from './key/key.store.js';
import { Letters } from './link/letters.service.js';
import { LinkRpcController } from './link/link.rpc.controller.js';
import { linkSchema, LinkStore } from './link/link.store.js';
import { Links } from './link/links.service.js';
import { WelcomeService } from './link/welcome.service.js';
import { Directory } from './people/directory.js';
import { PeopleEventsController } from './people/people.events.controller.js';
import { PeopleService } from './people/people.service.js';
import { PeopleStore, personSchema } from './people/people.store.js';
import { Reaches } from './people/reaches.service.js';
import { StructureSignals } from './people/structure-signals.js';
import { SessionEndings } from './session/session-endings.service.js';
import { SessionRpcController } from './session/session.rpc.controller.js';
import { SessionService } from './session/session.service.js';
import { sessionSchema, SessionStore } from './session/session.store.js';
import { PasswordHasher } from './sign-in/password-hasher.js';
import { SignInRpcController } from './sign-in/sign-in.rpc.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { attemptsSchema, ThrottleStore } from './sign-in/throttle.store.js';

const stores = [AccountStore, KeyStore, LinkStore, PeopleStore, SessionStore, ThrottleStore];
const stories = [
  KeyService,
  AccountService,
  Directory,
  Letters,
  Links,
  WelcomeService,
  PasswordChoice,
  PeopleService,
  Reaches,
  StructureSignals,
  SessionEndings,
  SessionService,
  SignInService,
];

@Module({})
export class AccessModule {
  static with(config: AccessConfig, time = new Time()): DynamicModule {
    return {
      module: AccessModule,
      imports: [
        MessagingModule.forService('access', config.NATS_URL),
        PersistenceModule.forService('access', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature(
          [
            { name: 'Account', entity: 'account', schema: accountSchema, collection: 'accounts' },
            { name: 'Key', entity: 'key', schema: keySchema, collection: 'keys' },
          ],
          [
            { name: 'Link', schema: linkSchema, collection: 'links' },
            { name: 'Session', schema: sessionSchema, collection: 'sessions' },
            { name: 'Person', schema: personSchema, collection: 'people' },
            { name: 'Attempts', schema: attemptsSchema, collection: 'attempts' },
          ],
        ),
      ],
      controllers: [
        KeyRpcController,
        AccountRpcController,
        LinkRpcController,
        PeopleEventsController,
        SessionRpcController,
        SignInRpcController,
      ],
      providers: [
        { provide: AccessConfig, useValue: config },
        { provide: Time, useValue: time },
        Gateways,
        PasswordHasher,
        ...stores,
        ...stories,
      ],
    };
  }
}
