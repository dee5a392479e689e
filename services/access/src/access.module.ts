import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { leaversAmong, PersistenceModule } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from './access.config.js';
import { AccountRpcController } from './account/account.rpc.controller.js';
import { accountSchema } from './account/account.schema.js';
import { AccountService } from './account/account.service.js';
import { AccountStore } from './account/account.store.js';
import { PasswordChoice } from './account/password-choice.service.js';
import { CustomerDoors } from './customer/customer-doors.service.js';
import { customerLinkSchema, CustomerLinkStore } from './customer/customer-link.store.js';
import { CustomerRpcController } from './customer/customer.rpc.controller.js';
import { Customers } from './customer/customers.js';
import { AccountNewsController } from './audit/account-news.events.controller.js';
import { AccountNews } from './audit/account-news.service.js';
import { AuditCut } from './audit/audit-cut.service.js';
import { AuditRpcController } from './audit/audit.rpc.controller.js';
import { AuditService } from './audit/audit.service.js';
import { auditSchema, AuditStore } from './audit/audit.store.js';
import { ForgettingInLog } from './audit/forgetting-in-log.service.js';
import { Pseudonyms } from './audit/pseudonyms.js';
import { Gateways } from './gateways.js';
import { KeyRpcController } from './key/key.rpc.controller.js';
import { KeyService } from './key/key.service.js';
import { keySchema, KeyStore } from './key/key.store.js';
import { Letters } from './link/letters.service.js';
import { LinkRpcController } from './link/link.rpc.controller.js';
import { linkSchema, LinkStore } from './link/link.store.js';
import { Links } from './link/links.service.js';
import { WelcomeService } from './link/welcome.service.js';
import { ChallengeStore, challengeSchema } from './passkey/challenge.store.js';
import { PasskeyRpcController } from './passkey/passkey.rpc.controller.js';
import { PasskeyService } from './passkey/passkey.service.js';
import { PasskeySignIn } from './passkey/passkey-sign-in.service.js';
import { RelyingParty } from './passkey/relying-party.js';
import { Directory } from './people/directory.js';
import { PeopleEventsController } from './people/people.events.controller.js';
import { PeopleService } from './people/people.service.js';
import { PeopleStore, personSchema } from './people/people.store.js';
import { Reaches } from './people/reaches.service.js';
import { StructureSignals } from './people/structure-signals.js';
import { RulesRpcController } from './rules/rules.rpc.controller.js';
import { RulesService } from './rules/rules.service.js';
import { rulesSchema, RulesStore } from './rules/rules.store.js';
import { SecondFactorCheck } from './second-factor/second-factor-check.service.js';
import { SecondFactorRpcController } from './second-factor/second-factor.rpc.controller.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { Resealing } from './second-factor/resealing.service.js';
import { SecretBox } from './second-factor/secret-box.js';
import { ErasureService } from './privacy/erasure.service.js';
import { erasureSchema, ErasureStore } from './privacy/erasure.store.js';
import { ErasuresJob } from './privacy/erasures.job.js';
import { ForgettingHere } from './privacy/forgetting-here.service.js';
import { Leaving } from './privacy/leaving.service.js';
import { named } from './privacy/named.js';
import { PersonalDataService } from './privacy/personal-data.service.js';
import { PrivacyRpcController } from './privacy/privacy.rpc.controller.js';
import { retentionControllers, retentionModels, retentionProviders } from './retention/retention.wiring.js';
import { SessionEndings } from './session/session-endings.service.js';
import { SessionRpcController } from './session/session.rpc.controller.js';
import { SessionService } from './session/session.service.js';
import { SessionViews } from './session/session-view.service.js';
import { sessionSchema, SessionStore } from './session/session.store.js';
import { PasswordHasher } from './sign-in/password-hasher.js';
import { SignInRpcController } from './sign-in/sign-in.rpc.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { Refusals } from './sign-in/refusals.service.js';
import { attemptsSchema, ThrottleStore } from './sign-in/throttle.store.js';
import { Newcomers } from './sso/newcomers.service.js';
import { Provider } from './sso/provider.js';
import { SsoRpcController } from './sso/sso.rpc.controller.js';
import { SsoService } from './sso/sso.service.js';
import { departureSchema, SsoStore } from './sso/sso.store.js';

const stores = [
  AccountStore,
  ChallengeStore,
  AuditStore,
  ErasureStore,
  CustomerLinkStore,
  KeyStore,
  LinkStore,
  PeopleStore,
  RulesStore,
  SessionStore,
  SsoStore,
  ThrottleStore,
];
const stories = [
  AccountNews,
  AuditCut,
  AuditService,
  ErasureService,
  ErasuresJob,
  ForgettingHere,
  Leaving,
  ForgettingInLog,
  Pseudonyms,
  PersonalDataService,
  KeyService,
  AccountService,
  CustomerDoors,
  Customers,
  Directory,
  Letters,
  Links,
  WelcomeService,
  Newcomers,
  PasskeyService,
  PasskeySignIn,
  PasswordChoice,
  PeopleService,
  Reaches,
  StructureSignals,
  Provider,
  Refusals,
  Resealing,
  RulesService,
  SecondFactorCheck,
  SecondFactorService,
  SessionEndings,
  SessionService,
  SessionViews,
  SignInService,
  SsoService,
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
            { name: 'Rules', entity: 'access', schema: rulesSchema, collection: 'rules' },
            { name: 'Key', entity: 'key', schema: keySchema, collection: 'keys' },
          ],
          [
            { name: 'CustomerLink', schema: customerLinkSchema, collection: 'customerLinks' },
            { name: 'AuditRecord', schema: auditSchema, collection: 'audit_records' },
            ...retentionModels,
            { name: 'Erasure', schema: erasureSchema, collection: 'erasures' },
            { name: 'Link', schema: linkSchema, collection: 'links' },
            { name: 'Challenge', schema: challengeSchema, collection: 'challenges' },
            { name: 'Departure', schema: departureSchema, collection: 'departures' },
            { name: 'Session', schema: sessionSchema, collection: 'sessions' },
            { name: 'Person', schema: personSchema, collection: 'people' },
            { name: 'Attempts', schema: attemptsSchema, collection: 'attempts' },
          ],
        ),
      ],
      controllers: [
        KeyRpcController,
        AccountRpcController,
        CustomerRpcController,
        AccountNewsController,
        AuditRpcController,
        LinkRpcController,
        PasskeyRpcController,
        PeopleEventsController,
        RulesRpcController,
        SecondFactorRpcController,
        PrivacyRpcController,
        ...retentionControllers,
        SessionRpcController,
        SignInRpcController,
        SsoRpcController,
      ],
      providers: [
        { provide: AccessConfig, useValue: config },
        { provide: Time, useValue: time },
        Gateways,
        PasswordHasher,
        RelyingParty,
        SecretBox,
        ...stores,
        ...stories,
        leaversAmong(named),
        ...retentionProviders,
      ],
    };
  }
}
