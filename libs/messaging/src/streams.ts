import { nanos, type NatsConnection } from '@nats-io/transport-node';
import {
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';

const days = (n: number): number => nanos(n * 24 * 60 * 60 * 1000);

/** Facts that services publish. */
export const eventsStream = 'EVENTS';
/** Issues that other systems report. */
export const intakeStream = 'INTAKE';
/** Messages that could not be processed, with the reason in their headers. */
export const deadLetterStream = 'DLQ';

type StreamSpec = Partial<StreamConfig> & { name: string; subjects: string[] };

const common = {
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  duplicate_window: nanos(10 * 60 * 1000),
};

export const streamSpecs: readonly StreamSpec[] = [
  { ...common, name: eventsStream, subjects: ['evt.>'], max_age: days(14) },
  // Silent, so that the intake service answers who waits (see RpcServer).
  { ...common, name: intakeStream, subjects: ['intake.*.v1'], max_age: days(30), no_ack: true },
  { ...common, name: deadLetterStream, subjects: ['dlq.>'], max_age: days(90) },
];

/** Creates the streams that are missing and leaves the others to their operator. */
export async function ensureStreams(connection: NatsConnection): Promise<JetStreamManager> {
  const manager = await jetstreamManager(connection);
  for (const spec of streamSpecs) {
    const known = await manager.streams.info(spec.name).then(
      () => true,
      () => false,
    );
    if (!known) await manager.streams.add(spec).catch(ignoreRace);
  }
  return manager;
}

/** Two services that create the same stream at once both have it afterwards. */
function ignoreRace(error: unknown): void {
  if (!/already in use/i.test(String(error))) throw error;
}
