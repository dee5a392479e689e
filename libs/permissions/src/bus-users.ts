import { operator } from './rules.js';

/** What one user of the bus may publish and hear; NATS wildcards. */
export interface BusUser {
  user: string;
  publish: { allow: string[]; deny: string[] };
  subscribe: { allow: string[]; deny: string[] };
}

/** Whose events are whose: nobody else may publish them. */
const publishers: Readonly<Record<string, readonly string[]>> = {
  intake: ['asset', 'customer', 'customer-fields', 'relation', 'ticket', 'ticket-type', 'timeline'],
  assignment: ['assignment', 'person'],
  sla: ['clock', 'rules'],
  notifications: ['notice'],
  access: ['account', 'access', 'key'],
};
/** The service that takes in what other systems report. */
const receptionist = 'intake';
/** The service that shows people what happens. */
const edge = 'gateway';

/** Who publishes the events of an entity, `ticket` for `evt.ticket.opened.v1`. */
export const publisherOf = (entity: string): string | undefined =>
  Object.keys(publishers).find((service) => publishers[service]!.includes(entity));

/** Where the answers to a user's own questions go; nobody else hears there. */
export const inboxOf = (user: string): string => `_INBOX.${user}`;

const everything = (user: string): BusUser => ({
  user,
  publish: { allow: ['>'], deny: [] },
  subscribe: { allow: ['>'], deny: [] },
});

/** Answers its own requests, publishes its own facts, reads facts by its consumers; never for another service. */
function serviceUser(service: string): BusUser {
  const foreign = Object.entries(publishers).flatMap(([owner, entities]) => (owner === service ? [] : entities));
  const isReceptionist = service === receptionist;
  return {
    user: service,
    publish: {
      allow: ['rpc.>', 'evt.>', 'live.>', 'dlq.>', '$JS.API.>', '$JS.ACK.>', '_INBOX.>'],
      deny: [
        ...foreign.map((entity) => `evt.${entity}.>`),
        ...['STREAM.DELETE.*', 'STREAM.PURGE.*', 'STREAM.UPDATE.*', 'STREAM.MSG.DELETE.*', 'STREAM.RESTORE.*'].map(api),
        ...(isReceptionist ? [] : ['CONSUMER.*.INTAKE.>', 'STREAM.MSG.GET.INTAKE', 'DIRECT.GET.INTAKE.>'].map(api)),
        ...(isReceptionist ? [] : ['$JS.ACK.INTAKE.>', api('CONSUMER.*.*.INTAKE.>'), api('CONSUMER.CREATE.INTAKE')]),
        ...['CONSUMER.*.DLQ.>', 'CONSUMER.CREATE.DLQ', 'STREAM.MSG.GET.DLQ', 'DIRECT.GET.DLQ.>'].map(api),
      ],
    },
    subscribe: {
      allow: [
        `rpc.${service}.>`,
        `${inboxOf(service)}.>`,
        ...(isReceptionist ? ['intake.*.v1'] : []),
        ...(service === edge ? ['live.>'] : []),
      ],
      deny: [],
    },
  };
}

const api = (what: string): string => `$JS.API.${what}`;

/** Another company system: reports on its own subject, hears its receipts, and nothing else. */
const sourceUser = (source: string): BusUser => ({
  user: sourceName(source),
  publish: { allow: [`intake.${source}.v1`], deny: [] },
  subscribe: { allow: [`${inboxOf(sourceName(source))}.>`], deny: [] },
});

export const sourceName = (source: string): string => `source-${source}`;

/** Every user of a bus: the services, the sources, and the operator's tools, which may do everything. */
export const busUsers = (services: readonly string[], sources: readonly string[]): BusUser[] => [
  ...services.map(serviceUser),
  ...sources.map(sourceUser),
  everything(operator),
];
