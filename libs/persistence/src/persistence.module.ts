import { Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { getModelToken, MongooseModule, type ModelDefinition } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import { EventPublisher } from '@deskbeat/messaging';
import type { AggregateDocument, JournalEntry } from './aggregate.js';
import { AggregateStore } from './aggregate.store.js';
import { Journal } from './journal.js';
import { OutboxRelay } from './outbox-relay.js';
import { RecentStates } from './recent-states.js';
import { journalSchema } from './schemas.js';

/** The driver's own collection behind a model: hot paths skip mongoose's casting, the schema still owns the indexes. */
export const collectionOf = <D extends object>(model: Model<D>): Collection<D> =>
  model.collection as unknown as Collection<D>;

/** An aggregate of a service: its model, and the class that the service injects as its store. */
export interface AggregateSpec extends ModelDefinition {
  /** First part of event ids, the entity of `evt.<entity>.…`. */
  entity: string;
  /** Every change of a document is a new version of it: decisions begin with the state that this process wrote last. */
  versioned?: true;
}

export const aggregateToken = (entity: string): string => `aggregate:${entity}`;
export const journalToken = (entity: string): string => `journal:${entity}`;
export const relayToken = (entity: string): string => `relay:${entity}`;

class RelayLife implements OnApplicationShutdown {
  constructor(private readonly relay: OutboxRelay<AggregateDocument>) {
    relay.start();
  }
  onApplicationShutdown(): Promise<void> {
    return this.relay.stop();
  }
}

function aggregateProviders({ name, entity, versioned }: AggregateSpec): Provider[] {
  const journalModel = getModelToken(`${name}Journal`);
  return [
    {
      provide: relayToken(entity),
      inject: [getModelToken(name), journalModel, EventPublisher],
      useFactory: async (model: Model<AggregateDocument>, journal: Model<JournalEntry>, publisher: EventPublisher) => {
        await Promise.all([model.init(), journal.init()]);
        return new OutboxRelay(entity, collectionOf(model), collectionOf(journal), publisher);
      },
    },
    {
      provide: aggregateToken(entity),
      inject: [getModelToken(name), relayToken(entity)],
      useFactory: (model: Model<AggregateDocument>, relay: OutboxRelay<AggregateDocument>) =>
        new AggregateStore(entity, collectionOf(model), relay, versioned && new RecentStates()),
    },
    {
      provide: journalToken(entity),
      inject: [getModelToken(name), journalModel, EventPublisher],
      useFactory: (model: Model<AggregateDocument>, journal: Model<JournalEntry>, publisher: EventPublisher) =>
        new Journal(collectionOf(journal), collectionOf(model), publisher),
    },
    {
      provide: `relay-life:${entity}`,
      inject: [relayToken(entity)],
      useFactory: (relay: OutboxRelay<AggregateDocument>) => new RelayLife(relay),
    },
  ];
}

/** Gives a service its own database. */
@Module({})
export class PersistenceModule {
  /** The connection; once in a service. Database: `deskbeat_<service>`, unless the prefix is set for a test. */
  static forService(service: string, uri: string, prefix = 'deskbeat_'): DynamicModule {
    return {
      module: PersistenceModule,
      imports: [
        MongooseModule.forRoot(uri, {
          dbName: `${prefix}${service}`,
          maxPoolSize: 24,
          serverSelectionTimeoutMS: 5_000,
          // A database that was killed and is back is found at once, even when a look at it hangs.
          connectTimeoutMS: 3_000,
          heartbeatFrequencyMS: 1_000,
          // Whether strings are UTF-8 is checked where they come in; to check each again when read costs as much as reading.
          enableUtf8Validation: false,
          writeConcern: { w: 'majority', journal: true },
          retryAttempts: 60,
          retryDelay: 500,
          verboseRetryLog: false,
        }),
      ],
    };
  }

  /** Aggregates (with journal, store and relay) and plain models of a service. */
  static forFeature(aggregates: AggregateSpec[], models: ModelDefinition[] = []): DynamicModule {
    const journals = aggregates.map(({ name, collection }) => ({
      name: `${name}Journal`,
      schema: journalSchema,
      collection: `${collection ?? name.toLowerCase()}_journal`,
    }));
    const feature = MongooseModule.forFeature([...aggregates, ...journals, ...models]);
    const providers = aggregates.flatMap(aggregateProviders);
    const tokens = aggregates.flatMap(({ entity }) => [
      relayToken(entity),
      aggregateToken(entity),
      journalToken(entity),
    ]);
    return { module: PersistenceModule, imports: [feature], providers, exports: [feature, ...tokens] };
  }
}
