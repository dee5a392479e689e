import {
  ticketFollowerAdded,
  ticketLinked,
  ticketOpened,
  type Actor,
  type AttachmentFacts,
  type Channel,
  type CustomerKind,
  type FieldDefinition,
  type FieldError,
  type FieldValues,
  type OpenTicket,
  type Tier,
} from '@deskbeat/contracts';
import { withChanges } from './field-values.js';
import { linkFact } from './links.js';
import type { Link } from './relation.js';
import { fact, type Fact } from './revision.js';
import { typeErrors, type TicketRules } from './rules.js';
import { unseen } from './sighting.js';
import { subjectIn } from './subject.js';
import { tagsIn } from './tags.js';
import { neverDue, stateOf, type TicketState } from './ticket-state.js';

/** The customer, as a new ticket tells of it. */
export interface Reporter {
  id: string;
  name?: string;
  tier: Tier;
  region?: string;
  language?: string;
  kind?: CustomerKind;
  timeZone?: string;
  organisationIds?: string[];
  /** The person of the directory who it is. */
  requesterId?: string;
  /** Values of the organisation's own fields that others are told of. */
  fields?: FieldValues;
}

/** What the shell adds to a request to open a ticket. */
export interface Opening {
  number: string;
  customer: Reporter;
  now: Date;
  intakeKey?: string;
  requestHash?: string;
  followUpOf?: string;
  messageKey?: string;
  /** The text of the request as harmless HTML. */
  html?: string;
  /** What it is of the tickets that it comes from. */
  links?: readonly Link[];
  /** Where somebody wants it to go. */
  queueId?: string;
  /** Its customer does not know of it. */
  inside?: true;
  /** Who watches it from the beginning. */
  watchers?: readonly string[];
  attachments?: AttachmentFacts[];
}

/** Of a ticket that comes without one. */
export const defaultType = 'inquiry';
/** Nobody fills in a form there: what is missing is asked for later, and nothing that reached us is lost. */
const formless: readonly Channel[] = ['email', 'chat', 'social'];

/** What is wrong with a request in the light of the types that there are. */
export function openingErrors(request: OpenTicket, actor: Actor, rules: TicketRules): FieldError[] {
  const { type = defaultType, fields = {}, channel, subject, text, html } = request;
  if ((subject ?? text ?? html) === undefined) {
    return [{ pointer: '/subject', message: 'is needed where there is no text' }];
  }
  const unusable = typeErrors(type, rules);
  if (unusable.length > 0) return unusable;
  const definitions = rules.types.get(type)!.fields;
  const { values, errors } = withChanges(definitions, {}, fields);
  const isAsked = ({ visibleToCustomer }: FieldDefinition): boolean => actor.kind !== 'customer' || !!visibleToCustomer;
  const missing = definitions.filter(
    (field) => field.requiredFrom === 'new' && isAsked(field) && !Object.hasOwn(values, field.key),
  );
  const hidden = definitions.filter((field) => !isAsked(field) && Object.hasOwn(values, field.key));
  return [
    ...errors,
    ...hidden.map(({ key }) => ({ pointer: `/fields/${key}`, message: 'is not for customers to fill in' })),
    ...(formless.includes(channel) ? [] : missing).map(({ key, label }) => ({
      pointer: `/fields/${key}`,
      message: `${label} is needed to open a ticket of this type`,
    })),
  ];
}

/** A new ticket: type and priority have defaults, the clocks start when it was reported, but never in the future. */
export function open(
  request: OpenTicket,
  opening: Opening,
  { types }: TicketRules,
): { state: TicketState; facts: [Fact, ...Fact[]] } {
  const { now, number, customer, followUpOf, messageKey, intakeKey, requestHash, html, attachments } = opening;
  const { inside, watchers = [] } = opening;
  const reported = request.reportedAt === undefined ? now : new Date(request.reportedAt);
  const reportedAt = reported < now ? reported : now;
  const plannedFor = request.plannedFor === undefined ? undefined : new Date(request.plannedFor);
  const { type = defaultType } = request;
  const rules = types.get(type);
  const { values: fields } = withChanges(rules?.fields ?? [], {}, request.fields ?? {});
  const followUp: Link[] = followUpOf === undefined ? [] : [{ kind: 'follow-up', to: followUpOf, at: now }];
  const links = [...(opening.links ?? []), ...followUp];
  const told = {
    number,
    subject: request.subject ?? subjectIn(request.text ?? ''),
    type,
    priority: request.priority ?? rules?.defaultPriority ?? ('medium' as const),
    channel: request.channel,
    customerId: customer.id,
    customerName: customer.name,
    requesterId: customer.requesterId,
    tier: customer.tier,
    product: request.product,
    region: request.region ?? customer.region,
    language: customer.language,
    tags: tagsIn(request.tags),
    affected: request.affected,
    fields: Object.keys(fields).length > 0 ? fields : undefined,
    followUpOf,
    inside,
  };
  const state = stateOf(
    {
      ...told,
      plannedFor,
      clocks: [],
      reportedAt,
      createdAt: now,
      updatedAt: now,
      phase: 0,
      dueSort: neverDue,
      changedIn: 1 + links.length,
      seen: { assignment: unseen, clock: unseen, notices: [] },
      messageKeys: messageKey === undefined ? [] : [messageKey],
      intakeKey,
      requestHash,
      links: links.length > 0 ? links : undefined,
      watchers: watchers.length > 0 ? [...watchers] : undefined,
    },
    { status: 'new' },
  );
  const instants = { reportedAt: reportedAt.toISOString(), plannedFor: plannedFor?.toISOString() };
  const queueId = opening.queueId ?? rules?.defaultQueueId;
  const { kind: customerKind, timeZone, organisationIds, fields: customerFields } = customer;
  const opened = fact(
    ticketOpened,
    { ...told, ...instants, queueId, attachments, customerKind, timeZone, organisationIds, customerFields },
    request.text,
    html,
  );
  const watching = watchers.map((personId) =>
    fact(ticketFollowerAdded, { role: 'watcher', personId, number, subject: request.subject }),
  );
  return { state, facts: [opened, ...links.map((made) => linkFact(ticketLinked, state, made)), ...watching] };
}
