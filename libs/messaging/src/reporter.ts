import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import { JetStreamContext } from './event-consumer.js';

/** The token of `intake.<source>.v1`: where the bus has users, nobody but that source can publish there. */
export const ReportedBy = createParamDecorator((_: unknown, at: ExecutionContext): string => {
  const context = at.switchToRpc().getContext<JetStreamContext | NatsContext>();
  const subject = context instanceof JetStreamContext ? context.message.subject : context.getSubject();
  return subject.split('.')[1]!;
});
