import {
  addIdentity,
  addNote,
  createCustomer,
  editNote,
  openFields,
  openSubticket,
  openTicket,
  Problem,
  removeIdentity,
  splitTicket,
  ticketNoted,
  ticketNoteEdited,
  ticketUpdated,
  verifyIdentity,
  type FieldError,
  type FieldHolder,
} from '@deskbeat/contracts';
import type { FieldSight } from '@deskbeat/permissions';

/** A field that somebody would change, and where they say so. */
export interface Sent {
  field: string;
  pointer: string;
}

type Payload = Readonly<Record<string, unknown>>;

const named = (payload: Payload, names: readonly string[]): Sent[] =>
  names.filter((name) => payload[name] !== undefined).map((field) => ({ field, pointer: `/${field}` }));

export const ownIn = ({ fields }: Payload): Sent[] =>
  typeof fields === 'object' && fields !== null
    ? Object.keys(fields).map((key) => ({ field: `fields.${key}`, pointer: `/fields/${key}` }))
    : [];

/** What a new ticket is about and of which type is for whoever opens it to say. */
const ofNewTickets = openFields.ticket.filter((name) => name !== 'subject' && name !== 'type');
const inNewTicket = (payload: Payload): Sent[] => [...named(payload, ofNewTickets), ...ownIn(payload)];

const inNewCustomer = (payload: Payload): Sent[] => {
  const identities = (payload.identities ?? []) as { kind: string }[];
  return [
    ...named(payload, [...openFields.customer.filter((name) => name !== 'name'), 'notes']),
    ...ownIn(payload),
    ...identities.map(({ kind }, index) => ({ field: kind, pointer: `/identities/${index}/value` })),
  ];
};
const inIdentity = ({ kind }: Payload): Sent[] => [{ field: String(kind), pointer: '/value' }];
const inNote = (payload: Payload): Sent[] => [
  { field: 'notes', pointer: payload.html === undefined ? '/text' : '/html' },
];

/** Requests of which the payload alone says what they change; of others it depends on what is there. */
export const sentBy: Readonly<Record<string, [FieldHolder, (payload: Payload) => Sent[]]>> = {
  [openTicket.subject]: ['ticket', inNewTicket],
  [openSubticket.subject]: ['ticket', inNewTicket],
  [splitTicket.subject]: ['ticket', inNewTicket],
  [addNote.subject]: ['ticket', inNote],
  [editNote.subject]: ['ticket', inNote],
  [createCustomer.subject]: ['customer', inNewCustomer],
  [addIdentity.subject]: ['customer', inIdentity],
  [removeIdentity.subject]: ['customer', inIdentity],
  [verifyIdentity.subject]: ['customer', inIdentity],
};

/** Fields of a ticket that facts tell the change of. */
export function changedBy(facts: readonly { subject: string; data: object }[]): Sent[] {
  return facts.flatMap(({ subject, data }): Sent[] => {
    if (subject === ticketNoted.subject || subject === ticketNoteEdited.subject) {
      return [{ field: 'notes', pointer: '/text' }];
    }
    if (subject !== ticketUpdated.subject) return [];
    const { changes } = data as { changes: object };
    return Object.keys(changes).map((field) => ({ field, pointer: `/${field.replace('.', '/')}` }));
  });
}

/** @throws Problem `forbidden` that names what is not theirs to change */
export function needChanges(sight: FieldSight, holder: FieldHolder, sent: readonly Sent[]): void {
  const errors = sent
    .filter(({ field }) => !sight.changes(holder, field))
    .map(({ pointer }): FieldError => ({ pointer, message: 'is not yours to change' }));
  if (errors.length > 0) throw new Problem('forbidden', { errors });
}

/** That somebody cannot look for what is kept from them. */
export const notTheirs = (pointer: string, key: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message: `${key} is not yours to look for` }] });
