import {
  priorities,
  type CustomerChanges,
  type Channel,
  type CustomerKind,
  type FieldValue,
  type FieldValues,
  type Priority,
  type TicketOpened,
  type TicketType,
  type TicketUpdated,
  type Tier,
} from '@deskbeat/contracts';

/** What is known of a ticket and its customer when it is routed. */
export interface TicketFacts {
  type: TicketType;
  priority: Priority;
  channel: Channel;
  customerId: string;
  customerName?: string;
  customerKind?: CustomerKind;
  /** Of the customer. */
  timeZone?: string;
  /** Ids of the organisations that the customer belongs to. */
  organisation?: string[];
  tier: Tier;
  tags: string[];
  region?: string;
  language?: string;
  product?: string;
  affected?: number;
  subject?: string;
  /** Values of the type's own fields. */
  fields?: FieldValues;
  /** Values of the customer's own fields, without those that hold text. */
  customerFields?: FieldValues;
  /** Of the ticket's type. */
  queueId?: string;
  /** The person of the directory who reported it. */
  requesterId?: string;
}

/** What is no more is not there. */
const known = <T extends object>(facts: T): T =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null)) as T;

export function factsOf(opened: TicketOpened): TicketFacts {
  const { type, priority, channel, customerId, tier, tags, region, language, affected, subject } = opened;
  const { product, fields, customerFields, queueId, requesterId } = opened;
  const { customerName, customerKind, timeZone, organisationIds: organisation } = opened;
  const customer = { customerId, customerName, customerKind, timeZone, organisation, tier, language, customerFields };
  const told = { ...customer, type, priority, channel, tags, region, product, affected };
  return known({ ...told, subject, fields, queueId, requesterId });
}

const followed = ['type', 'priority', 'tags', 'affected', 'product', 'region', 'language', 'tier', 'subject'];
const own = 'fields.';

/** Whether routing or order look at one of the changed fields. */
export const concernsRouting = ({ changes }: TicketUpdated): boolean =>
  Object.keys(changes).some((field) => followed.includes(field) || field.startsWith(own));

/** The facts after some of them changed. With another type goes its queue, where nobody named another one. */
export function factsAfter(about: TicketFacts, { changes, defaultQueue }: TicketUpdated): TicketFacts {
  const news = Object.entries(changes).map(([field, change]): [string, unknown] => [field, change?.to]);
  const plain = news.filter(([field, to]) => followed.includes(field) && isPossible(field, to));
  const values = news.filter(([field]) => field.startsWith(own)).map(([field, to]) => [field.slice(own.length), to]);
  const fields = valuesAfter(about.fields, Object.fromEntries(values) as object);
  const isOfType = defaultQueue && isSame(about.queueId, defaultQueue.from);
  const queueId = isOfType ? (defaultQueue.to ?? undefined) : about.queueId;
  return known({ ...about, ...Object.fromEntries(plain), fields, queueId });
}

/** The values that there are, if any. */
function valuesAfter(values: FieldValues | undefined, news: object): FieldValues | undefined {
  const after: FieldValues = known({ ...values, ...news });
  return Object.keys(after).length > 0 ? after : undefined;
}

const isPossible = (field: string, to: unknown): boolean => field !== 'priority' || priorities.includes(to as Priority);

/** What a customer's fields are called in the facts of its tickets. */
const factOf = {
  name: 'customerName',
  tier: 'tier',
  region: 'region',
  language: 'language',
  timeZone: 'timeZone',
  organisationIds: 'organisation',
} as const;
const customerFields = Object.keys(factOf) as (keyof typeof factOf)[];

/** Whether routing looks at one of the changed fields of a customer. */
export const concernsRoutingOf = (changes: CustomerChanges): boolean =>
  customerFields.some((field) => changes[field]) || Object.keys(changes).some((field) => field.startsWith(own));

/** The facts with those of the customer, the same object when nothing is different; a ticket's own region stays. */
export function factsWith(about: TicketFacts, changes: CustomerChanges): TicketFacts {
  const plain = customerFields.flatMap((field) => {
    const change = changes[field];
    return change && isSame(about[factOf[field]], change.from) ? [[factOf[field], change.to]] : [];
  });
  const values = Object.entries(changes).flatMap(([field, change]) => {
    if (!field.startsWith(own) || !change) return [];
    const key = field.slice(own.length);
    return isSame(about.customerFields?.[key], change.from) ? [[key, change.to]] : [];
  });
  if (plain.length + values.length === 0) return about;
  const fields = valuesAfter(about.customerFields, Object.fromEntries(values) as object);
  return known({ ...about, ...(Object.fromEntries(plain) as object), customerFields: fields });
}

const isSame = (value: FieldValue | undefined, from: FieldValue | null): boolean =>
  JSON.stringify(value ?? null) === JSON.stringify(from);
