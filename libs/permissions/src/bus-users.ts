import { operator } from './rules.js';

/** What one user of the bus may publish and hear; NATS wildcards. */
export interface BusUser {
  user: string;
  publish: { allow: string[]; deny: string[] };
  subscribe: { allow: string[]; deny: string[] };
}

/** Whose events are whose: nobody else may publish them. */
const publishers: Readonly<Record<string, readonly string[]>> = {
  intake: ['asset', 'customer', 'customer-fields', 'field-rules', 'relation', 'ticket', 'ticket-type', 'timeline'],
  assignment: ['assignment', 'person'],
  sla: ['clock', 'rules'],
  notifications: ['notice'],
  access: ['account', 'access', 'key'],
};
/** The same of signals. */
const signallers: Readonly<Record<string, readonly string[]>> = {
  gateway: ['ticket-seen', 'requests-counted'],
  assignment: ['structure-changed'],
  access: ['credentials-changed'],
  notifications: ['inbox-changed'],
};
/** Services that must know of signals; the edge hears all. */
const listeners: Readonly<Record<string, readonly string[]>> = { access: ['structure-changed'] };
/** The service that takes in what other systems report. */
const receptionist = 'intake';
/** The service that shows people what happens: it reads all events, by consumers whose names nobody knows before. */
const edge = 'gateway';

const entities = Object.values(publishers).flat();

const ownerIn = (owners: typeof publishers, what: string): string | undefined =>
  Object.keys(owners).find((service) => owners[service]!.includes(what));

/** Who publishes the events of an entity, `ticket` for `evt.ticket.opened.v1`. */
export const publisherOf = (entity: string): string | undefined => ownerIn(publishers, entity);

/** Who gives a signal, `ticket-seen` for `live.ticket-seen.v1`. */
export const signallerOf = (signal: string): string | undefined => ownerIn(signallers, signal);

/** Where the answers to a user's own questions go; nobody else hears there. */
export const inboxOf = (user: string): string => `_INBOX.${user}`;

/** Answers its own requests, tells its own facts, reads facts by its own consumers; never for another service. */
function serviceUser(service: string, others: readonly string[]): BusUser {
  const isReceptionist = service === receptionist;
  const isEdge = service === edge;
  return {
    user: service,
    publish: {
      allow: [
        ...['rpc.>', '_INBOX.>'],
        ...(publishers[service] ?? []).map((entity) => `evt.${entity}.>`),
        ...(signallers[service] ?? []).map((signal) => `live.${signal}.*`),
        ...[api('INFO'), api('STREAM.INFO.*'), ...streams.map((stream) => api(`STREAM.CREATE.${stream}`))],
        ...durablesOf(service).flatMap((durable) => reading('EVENTS', durable)),
        ...(isReceptionist ? reading('INTAKE', `${service}-intake`) : []),
        ...(isEdge ? consumerOf('EVENTS', '*') : []),
      ],
      deny: isEdge ? others.flatMap(durablesOf).flatMap((durable) => consumerOf('EVENTS', durable)) : [],
    },
    subscribe: {
      allow: [
        `rpc.${service}.>`,
        `${inboxOf(service)}.>`,
        ...(isReceptionist ? ['intake.*.v1'] : []),
        ...(isEdge ? ['live.>'] : (listeners[service] ?? []).map((signal) => `live.${signal}.*`)),
      ],
      deny: [],
    },
  };
}

const streams = ['EVENTS', 'INTAKE', 'DLQ'];
const api = (what: string): string => `$JS.API.${what}`;

/** A service has at most one durable consumer for each entity. */
const durablesOf = (service: string): string[] => entities.map((entity) => `${service}-${entity}`);

const consumerOf = (stream: string, consumer: string): string[] => [
  api(`CONSUMER.*.${stream}.${consumer}`),
  api(`CONSUMER.CREATE.${stream}.${consumer}.>`),
  api(`CONSUMER.DURABLE.CREATE.${stream}.${consumer}`),
  api(`CONSUMER.MSG.NEXT.${stream}.${consumer}`),
];

/** To read by a consumer of one's own, and to put aside what cannot be processed. */
const reading = (stream: string, durable: string): string[] => [
  ...consumerOf(stream, durable),
  `$JS.ACK.${stream}.${durable}.>`,
  `dlq.${stream}.${durable}`,
];

const sourceStart = 'source-';
export const sourceName = (source: string): string => `${sourceStart}${source}`;
/** The source behind a user of the bus, if it is one. */
export const sourceOf = (user: string): string | undefined =>
  user.startsWith(sourceStart) ? user.slice(sourceStart.length) : undefined;

/** Another company system: reports on its own subject, hears its receipts, and nothing else. */
const sourceUser = (source: string): BusUser => ({
  user: sourceName(source),
  publish: { allow: [`intake.${source}.v1`], deny: [] },
  subscribe: { allow: [`${inboxOf(sourceName(source))}.>`], deny: [] },
});

const everything: BusUser = {
  user: operator,
  publish: { allow: ['>'], deny: [] },
  subscribe: { allow: ['>'], deny: [] },
};

/** Every user of a bus: the services, the sources, and the operator's tools, which may do everything. */
export const busUsers = (services: readonly string[], sources: readonly string[]): BusUser[] => [
  ...services.map((service) =>
    serviceUser(
      service,
      services.filter((other) => other !== service),
    ),
  ),
  ...sources.map(sourceUser),
  everything,
];
