import { applyDecorators, UseFilters, UsePipes, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
import {
  intakeSubjects,
  validated,
  type EventContract,
  type PayloadClass,
  type RequestContract,
} from '@deskbeat/contracts';
import { ProblemFilter } from './problem.filter.js';

/** Transport of handlers that read from JetStream; keeps Nest from binding them to plain NATS as well. */
export const JETSTREAM = Symbol.for('deskbeat.jetstream');

class PayloadPipe<T extends object> implements PipeTransform {
  constructor(private readonly payload: PayloadClass<T>) {}
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    return type === 'body' ? validated(this.payload, value) : value;
  }
}

/** Answers a request; its payload is validated, its problems travel back by code. */
export const OnRequest = (contract: RequestContract): MethodDecorator =>
  applyDecorators(
    MessagePattern(contract.subject, Transport.NATS),
    UsePipes(new PayloadPipe(contract.payload)),
    UseFilters(ProblemFilter),
  );

/** Handles an event: acknowledged when the method resolves, tried again or put aside when it throws. */
export const OnEvent = (contract: EventContract): MethodDecorator =>
  applyDecorators(EventPattern<string>(contract.subject, JETSTREAM), UseFilters(ProblemFilter));

/** Handles what other systems publish on `intake.<source>.v1`; the method gets the raw JSON and, as `@ReportedBy()`, the source. */
export const OnIntake = (): MethodDecorator =>
  applyDecorators(EventPattern<string>(intakeSubjects, JETSTREAM), UseFilters(ProblemFilter));

/** The same for a system that waits for a reply: the method's value is the receipt, sent when it resolves. */
export const OnIntakeRequest = (): MethodDecorator =>
  applyDecorators(MessagePattern(intakeSubjects, Transport.NATS), UseFilters(ProblemFilter));
