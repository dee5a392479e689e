import {
  clockBreached,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type Event,
  type EventContract,
  type Priority,
  type Status,
  type TicketType,
} from '@deskbeat/contracts';

/** A value and the version of the ticket's event that said it: the newest one holds, whatever came first. */
interface Said<T> {
  value: T;
  version: number;
}

/** What is known of a ticket. Every field is a maximum, a minimum or a set, so order and repetition do not matter. */
export interface TicketFact {
  reportedAt?: Date;
  type?: Said<TicketType>;
  priority?: Said<Priority>;
  status?: Said<Status>;
  /** Newest resolution, whether it still holds or not. */
  resolved?: Said<Date>;
  /** First answer of a person. */
  respondedAt?: Date;
  /** `<target>:<cycle>` of each promise that was broken. */
  breaches: string[];
}

export const nothingKnown: TicketFact = { breaches: [] };

const newest = <T>(known: Said<T> | undefined, value: T, version: number): Said<T> =>
  known && known.version >= version ? known : { value, version };

const first = (known: Date | undefined, at: Date): Date => (known && known <= at ? known : at);

const during = <T extends object>(
  { subject }: EventContract<T>,
  observe: (known: TicketFact, event: Event<T>) => TicketFact,
) => [subject, observe as (known: TicketFact, event: Event) => TicketFact] as const;

const observations = new Map([
  during(ticketOpened, (known, { version, data }) => ({
    ...known,
    reportedAt: new Date(data.reportedAt),
    type: newest(known.type, data.type, version),
    priority: newest(known.priority, data.priority, version),
    status: newest(known.status, 'new', version),
  })),
  during(ticketUpdated, (known, { version, data: { changes } }) => ({
    ...known,
    ...(changes.type && { type: newest(known.type, changes.type.to as TicketType, version) }),
    ...(changes.priority && { priority: newest(known.priority, changes.priority.to as Priority, version) }),
  })),
  during(ticketStatusChanged, (known, { version, data: { to }, at }) => ({
    ...known,
    status: newest(known.status, to, version),
    ...(to === 'resolved' && { resolved: newest(known.resolved, new Date(at), version) }),
  })),
  during(ticketReplied, (known, { at, actor }) =>
    actor.kind === 'person' ? { ...known, respondedAt: first(known.respondedAt, new Date(at)) } : known,
  ),
  // Pick-up is a promise between teams, not to the customer.
  during(clockBreached, (known, { data: { target, cycle } }) => ({
    ...known,
    breaches: [...new Set([...known.breaches, ...(target === 'pick-up' ? [] : [`${target}:${cycle}`])])].sort(),
  })),
]);

/** What is known after an event; events that say nothing about it change nothing. */
export const observed = (known: TicketFact, event: Event): TicketFact =>
  observations.get(event.subject)?.(known, event) ?? known;

const ended = (status: Status | undefined): boolean => status === 'resolved' || status === 'closed';

/** Milliseconds from reporting to the first answer. */
export const firstResponseMs = ({ reportedAt, respondedAt }: TicketFact): number | undefined =>
  reportedAt && respondedAt && Math.max(0, respondedAt.getTime() - reportedAt.getTime());

/** Milliseconds from reporting to the resolution that holds now. */
export const resolutionMs = ({ reportedAt, resolved, status }: TicketFact): number | undefined =>
  reportedAt && resolved && ended(status?.value)
    ? Math.max(0, resolved.value.getTime() - reportedAt.getTime())
    : undefined;
