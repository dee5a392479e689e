export * from './actor.js';
export { Answer } from './answer.js';
export * from './authority.js';
export * from './bus.js';
export {
  answered,
  answering,
  customerAnswered,
  identityHeader,
  isForCustomer,
  narrowing,
  RequestedBy,
  RequestedByIdentity,
} from './caller.js';
export * from './connection.js';
export * from './contract.decorators.js';
export * from './dead-letter.js';
export * from './event-consumer.js';
export * from './event-publisher.js';
export { KnownFieldRules } from './known-field-rules.js';
export type { Lens } from './lens.js';
export * from './messaging.module.js';
export * from './problem.filter.js';
export { ReportedBy } from './reporter.js';
export * from './rpc-server.js';
export * from './signals.js';
export { Sight, type Find, type Members } from './sight.js';
export * from './streams.js';
export * from './trace.js';
export * from './transient.js';
export * from './verdict.js';
export type { Witness } from './witness.js';
