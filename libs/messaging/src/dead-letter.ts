import { headers } from '@nats-io/transport-node';
import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import { toProblem } from './transient.js';

/** Headers of a dead letter. */
export const deadLetterHeaders = {
  subject: 'Dlq-Subject',
  stream: 'Dlq-Stream',
  sequence: 'Dlq-Sequence',
  consumer: 'Dlq-Consumer',
  deliveries: 'Dlq-Deliveries',
  code: 'Dlq-Code',
  reason: 'Dlq-Reason',
  at: 'Dlq-At',
} as const;

/** NATS headers are single lines; the reason is cut, with blanks for what is not printable ASCII. */
const headerLine = (text: string): string => text.replaceAll(/[^ -~]/gu, ' ').slice(0, 1_000);

function reasonOf(error: unknown): string {
  const problem = toProblem(error);
  if (problem.errors) return problem.errors.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ');
  const cause = problem.cause instanceof Error ? problem.cause.message : undefined;
  return problem.detail ?? cause ?? problem.title;
}

/** Puts a message aside with its reason. The same message of the same consumer is put aside once. */
export async function bury(js: JetStreamClient, message: JsMsg, consumer: string, error: unknown): Promise<void> {
  const stream = message.info.stream;
  const kept = headers();
  for (const key of message.headers?.keys() ?? []) {
    if (!key.startsWith('Nats-')) kept.set(key, message.headers!.get(key));
  }
  kept.set(deadLetterHeaders.subject, message.subject);
  kept.set(deadLetterHeaders.stream, stream);
  kept.set(deadLetterHeaders.sequence, String(message.seq));
  kept.set(deadLetterHeaders.consumer, consumer);
  kept.set(deadLetterHeaders.deliveries, String(message.info.deliveryCount));
  kept.set(deadLetterHeaders.code, toProblem(error).code);
  kept.set(deadLetterHeaders.reason, headerLine(reasonOf(error)));
  kept.set(deadLetterHeaders.at, new Date().toISOString());
  await js.publish(`dlq.${stream}.${consumer}`, message.data, {
    headers: kept,
    msgID: `${stream}:${consumer}:${message.seq}`,
  });
}
