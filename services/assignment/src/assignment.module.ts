import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule } from '@deskbeat/messaging';
import { PersistenceModule } from '@deskbeat/persistence';
import { AssignmentConfig } from './assignment.config.js';
import { AssignmentEventsController } from './assignment.events.controller.js';
import { AssignmentRpcController } from './assignment.rpc.controller.js';
import { AssignmentService } from './assignment.service.js';
import { assignmentSchema, AssignmentStore } from './assignment.store.js';
import { DirectoryRpcController } from './directory.rpc.controller.js';
import { DirectoryService } from './directory.service.js';
import { DrainJob } from './drain.job.js';
import { personSchema, PersonStore } from './person.store.js';
import { QueueRound } from './queue-round.js';
import { queueSchema, QueueStore } from './queue.store.js';
import { Republisher } from './republisher.js';

const aggregates = [
  { name: 'Assignment', entity: 'assignment', schema: assignmentSchema, collection: 'assignments' },
  { name: 'Person', entity: 'person', schema: personSchema, collection: 'people' },
];
const models = [{ name: 'Queue', schema: queueSchema, collection: 'queues' }];

@Module({})
export class AssignmentModule {
  static with(config: AssignmentConfig): DynamicModule {
    return {
      module: AssignmentModule,
      imports: [
        MessagingModule.forService('assignment', config.NATS_URL),
        PersistenceModule.forService('assignment', config.MONGODB_URI, config.DATABASE_PREFIX),
        PersistenceModule.forFeature(aggregates, models),
      ],
      controllers: [AssignmentRpcController, DirectoryRpcController, AssignmentEventsController],
      providers: [
        { provide: AssignmentConfig, useValue: config },
        AssignmentService,
        AssignmentStore,
        DirectoryService,
        DrainJob,
        PersonStore,
        QueueRound,
        QueueStore,
        Republisher,
      ],
    };
  }
}
