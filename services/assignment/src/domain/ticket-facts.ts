import {
  priorities,
  type CustomerChanges,
  type Channel,
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
  tier: Tier;
  tags: string[];
  region?: string;
  language?: string;
  category?: string;
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
  const category = (opened as { category?: string }).category;
  const told = { type, priority, channel, customerId, tier, tags, region, language, category, product, affected };
  return known({ ...told, subject, fields, customerFields, queueId, requesterId }) as TicketFacts;
}

const followed = [
  'type',
  'priority',
  'tags',
  'affected',
  'category',
  'product',
  'region',
  'language',
  'tier',
  'subject',
];
const own = 'fields.';

/** Whether routing or order look at one of the changed fields. */
export const concernsRouting = ({ changes }: TicketUpdated): boolean =>
  Object.keys(changes).some((field) => followed.includes(field) || field.startsWith(own));

/** The facts after some of them changed. */
export function factsAfter(about: TicketFacts, { changes }: TicketUpdated): TicketFacts {
  const news = Object.entries(changes).map(([field, change]): [string, unknown] => [field, change?.to]);
  const plain = news.filter(([field, to]) => followed.includes(field) && isPossible(field, to));
  const values = news.filter(([field]) => field.startsWith(own)).map(([field, to]) => [field.slice(own.length), to]);
  const fields = valuesAfter(about.fields, Object.fromEntries(values) as object);
  return known({ ...about, ...Object.fromEntries(plain), fields });
}

/** The values that there are, if any. */
function valuesAfter(values: FieldValues | undefined, news: object): FieldValues | undefined {
  const after: FieldValues = known({ ...values, ...news });
  return Object.keys(after).length > 0 ? after : undefined;
}

const isPossible = (field: string, to: unknown): boolean => field !== 'priority' || priorities.includes(to as Priority);

const customerFields = ['tier', 'region', 'language'] as const;

/** Whether routing looks at one of the changed fields of a customer. */
export const concernsRoutingOf = (changes: CustomerChanges): boolean =>
  customerFields.some((field) => changes[field]) || Object.keys(changes).some((field) => field.startsWith(own));

/** The facts with those of the customer, the same object when nothing is different; a ticket's own region stays. */
export function factsWith(about: TicketFacts, changes: CustomerChanges): TicketFacts {
  const plain = customerFields.filter((field) => changes[field] && (about[field] ?? null) === changes[field].from);
  const values = Object.entries(changes).flatMap(([field, change]) => {
    if (!field.startsWith(own) || !change) return [];
    const key = field.slice(own.length);
    return isSame(about.customerFields?.[key], change.from) ? [[key, change.to]] : [];
  });
  if (plain.length + values.length === 0) return about;
  const news = Object.fromEntries(plain.map((field) => [field, changes[field]!.to]));
  const fields = valuesAfter(about.customerFields, Object.fromEntries(values) as object);
  return known({ ...about, ...news, customerFields: fields });
}

const isSame = (value: FieldValue | undefined, from: FieldValue | null): boolean =>
  JSON.stringify(value ?? null) === JSON.stringify(from);
