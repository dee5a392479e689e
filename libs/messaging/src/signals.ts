import { Logger } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { validated, type SignalContract } from '@deskbeat/contracts';

/** Hears a signal as long as the connection lives; what breaks its contract is logged and left. */
export function hear<T extends object>(
  connection: NatsConnection,
  { subject, payload }: SignalContract<T>,
  handle: (data: T) => void,
): void {
  connection.subscribe(subject, {
    callback: (_error, message) => {
      try {
        handle(validated(payload, message.json()));
      } catch (error) {
        new Logger(subject).warn(`not understood: ${String(error)}`);
      }
    },
  });
}
