import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { leaversAmong, PersistenceModule } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AssignmentConfig } from './assignment.config.js';
import { AssignmentEventsController } from './deciding/assignment.events.controller.js';
import { AssignmentRpcController } from './deciding/assignment.rpc.controller.js';
import { AssignmentService } from './deciding/assignment.service.js';
import { assignmentSchema, AssignmentStore } from './deciding/assignment.store.js';
import { ClaimService } from './deciding/claim.service.js';
import { CustomerChanges } from './deciding/customer-changes.js';
import { Decider } from './deciding/decider.js';
import { deskSchema, DeskStore } from './deciding/desk.store.js';
import { Desk } from './deciding/desk.js';
import { DrainJob } from './deciding/drain.job.js';
import { DueDates } from './deciding/due-dates.js';
import { Hands } from './deciding/hands.js';
import { MarksJob } from './deciding/marks.job.js';
import { PeopleChanges } from './deciding/people-changes.js';
import { QueueMoves } from './deciding/queue-moves.service.js';
import { Staff } from './deciding/staff.js';
import { Strays } from './deciding/strays.js';
import { keptSchema } from './directory/kept.js';
import { PeopleImport } from './directory/people-import.js';
import { PeopleRpcController } from './directory/people.rpc.controller.js';
import { PeopleService } from './directory/people.service.js';
import { personSchema, PersonStore } from './directory/person.store.js';
import { StructureRpcController } from './directory/structure.rpc.controller.js';
import { PersonSight } from './directory/person-sight.js';
import { StructureNews } from './directory/structure-news.js';
import { StructureService } from './directory/structure.service.js';
import { StructureStore } from './directory/structure.store.js';
import { BoardService } from './leading/board.service.js';
import { HandoverJob } from './leading/handover.job.js';
import { HandoverService } from './leading/handover.service.js';
import { LeadingRpcController } from './leading/leading.rpc.controller.js';
import { RebalanceService } from './leading/rebalance.service.js';
import { choiceSchema, ChoiceStore } from './learning/choice.store.js';
import { contactSchema, experienceSchema, ExperienceStore } from './learning/experience.store.js';
import { Matters } from './learning/matters.js';
import { Outcomes } from './learning/outcomes.js';
import { PresenceRpcController } from './presence/presence.rpc.controller.js';
import { PresenceService } from './presence/presence.service.js';
import { presenceSchema, PresenceStore } from './presence/presence.store.js';
import { PersonalStore } from './privacy/personal.store.js';
import { PrivacyRpcController } from './privacy/privacy.rpc.controller.js';
import { named } from './privacy/named.js';
import { PrivacyService } from './privacy/privacy.service.js';
import { Republisher } from './republisher.js';
import { NamedInRules } from './routing/named-in-rules.js';
import { Router } from './routing/router.js';
import { RoutingRpcController } from './routing/routing.rpc.controller.js';
import { RoutingService } from './routing/routing.service.js';
import { RuleStore } from './routing/rule.store.js';

const aggregates = [
  { name: 'Assignment', entity: 'assignment', schema: assignmentSchema, collection: 'assignments' },
  { name: 'Person', entity: 'person', schema: personSchema, collection: 'people' },
];
const models = [
  { name: 'Desk', schema: deskSchema, collection: 'desk' },
  { name: 'Presence', schema: presenceSchema, collection: 'presences' },
  { name: 'Region', schema: keptSchema(), collection: 'regions' },
  { name: 'Team', schema: keptSchema(), collection: 'teams' },
  { name: 'Queue', schema: keptSchema(), collection: 'queues' },
  { name: 'ShiftCalendar', schema: keptSchema(), collection: 'shift_calendars' },
  { name: 'RoutingRules', schema: keptSchema(), collection: 'routing_rules' },
  { name: 'Experience', schema: experienceSchema, collection: 'experience' },
  { name: 'Contact', schema: contactSchema, collection: 'contacts' },
  { name: 'Choice', schema: choiceSchema, collection: 'choices' },
];

const directory = [
  PersonStore,
  PersonSight,
  PeopleService,
  PeopleImport,
  StructureNews,
  StructureStore,
  StructureService,
];
const presence = [PresenceStore, PresenceService];
const routing = [RuleStore, Router, RoutingService, NamedInRules];
const learning = [ExperienceStore, ChoiceStore, Matters, Outcomes];
const deciding = [
  AssignmentService,
  QueueMoves,
  AssignmentStore,
  ClaimService,
  CustomerChanges,
  Decider,
  Desk,
  DeskStore,
  DrainJob,
  DueDates,
  Hands,
  MarksJob,
  PeopleChanges,
  Staff,
  Strays,
];
const leading = [BoardService, HandoverJob, HandoverService, RebalanceService];

@Module({})
export class AssignmentModule {
  static with(config: AssignmentConfig, time = new Time()): DynamicModule {
    return {
      module: AssignmentModule,
      imports: [
        MessagingModule.forService('assignment', config.NATS_URL),
        PersistenceModule.forService('assignment', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature(aggregates, models),
      ],
      controllers: [
        AssignmentRpcController,
        AssignmentEventsController,
        PeopleRpcController,
        StructureRpcController,
        PresenceRpcController,
        RoutingRpcController,
        LeadingRpcController,
        PrivacyRpcController,
      ],
      providers: [
        { provide: AssignmentConfig, useValue: config },
        { provide: Time, useValue: time },
        Republisher,
        ...directory,
        ...presence,
        ...routing,
        ...learning,
        ...deciding,
        ...leading,
        PersonalStore,
        PrivacyService,
        leaversAmong(named),
      ],
    };
  }
}
