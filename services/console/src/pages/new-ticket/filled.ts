import type { Channel, FieldDefinition, FieldValue, OpenTicket, Priority, TicketTypeView } from '@deskbeat/contracts';
import { customerFrom } from './customer-ref.js';

/** A new ticket as its form holds it. */
export interface Filled {
  /** What was typed or chosen. */
  customer: string;
  /** Of one who is known. */
  customerId?: string;
  subject: string;
  text: string;
  type: string | null;
  priority: Priority | null;
  channel: Channel;
  product: string;
  region: string;
  affected?: number;
  /** In the writer's own time, `2030-01-31T14:05`. */
  plannedFor: string;
  tags: string[];
  /** Of all types that were chosen meanwhile: what was typed is there again when one comes back. */
  fields: Readonly<Record<string, FieldValue>>;
}

export const empty: Filled = {
  customer: '',
  subject: '',
  text: '',
  type: null,
  priority: null,
  channel: 'phone',
  product: '',
  region: '',
  plannedFor: '',
  tags: [],
  fields: {},
};

/** Nobody fills in a form there: what is missing is asked for later. */
const formless: readonly Channel[] = ['email', 'chat', 'social'];
type Asking = Pick<TicketTypeView, 'fields' | 'defaultPriority'>;

export const isAsked = ({ requiredFrom }: FieldDefinition, { channel }: Filled): boolean =>
  requiredFrom === 'new' && !formless.includes(channel);

/** Whether the day is asked for on which the work is to be done. */
export const isPlanned = ({ priority }: Filled, type?: Asking): boolean =>
  (priority ?? type?.defaultPriority) === 'planned';

export const customerOf = ({ customerId, customer }: Filled) =>
  customerId === undefined ? customerFrom(customer) : { id: customerId };

/** Pointers of what is needed and not there. */
export function missingIn(filled: Filled, type?: Asking): string[] {
  const fields = type?.fields.filter((field) => isAsked(field, filled) && valueOf(field, filled) === undefined) ?? [];
  return [
    ...(customerOf(filled) ? [] : ['/customer']),
    ...(filled.subject.trim() === '' ? ['/subject'] : []),
    ...fields.map(({ key }) => `/fields/${key}`),
  ];
}

/** A box that is not ticked says no, where an answer is needed. */
const valueOf = (field: FieldDefinition, filled: Filled): FieldValue | undefined =>
  filled.fields[field.key] ?? (field.kind === 'checkbox' && isAsked(field, filled) ? false : undefined);

/** What is sent: without what was left empty, and without fields that the type does not have. */
export function ticketOf(filled: Filled, type: Asking | undefined, attachments: readonly string[]): OpenTicket {
  const { subject, text, priority, channel, product, region, affected, plannedFor, tags } = filled;
  const values = (type?.fields ?? []).flatMap((field): [string, FieldValue][] => {
    const value = valueOf(field, filled);
    return value === undefined ? [] : [[field.key, value]];
  });
  const lines = Object.entries({ text, product, region }).flatMap(([name, line]) =>
    line.trim() === '' ? [] : [[name, line.trim()]],
  );
  return {
    subject: subject.trim(),
    customer: customerOf(filled) ?? {},
    channel,
    ...(Object.fromEntries(lines) as Pick<OpenTicket, 'text' | 'product' | 'region'>),
    ...(filled.type && { type: filled.type }),
    ...(priority && { priority }),
    ...(affected !== undefined && { affected }),
    ...(plannedFor && isPlanned(filled, type) && { plannedFor: new Date(plannedFor).toISOString() }),
    ...(tags.length > 0 && { tags }),
    ...(values.length > 0 && { fields: Object.fromEntries(values) }),
    ...(attachments.length > 0 && { attachments: [...attachments] }),
  };
}
