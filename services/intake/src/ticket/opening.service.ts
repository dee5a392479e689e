import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  httpIntakeSource,
  Problem,
  type Actor,
  type AttachmentFacts,
  type FieldError,
  type OpenTicket,
} from '@deskbeat/contracts';
import { relayToken, type OutboxRelay } from '@deskbeat/persistence';
import { written } from '../conversation/composing.js';
import { CustomerService } from '../customer/customer.service.js';
import { Reporters } from '../customer/reporters.js';
import { IntakeConfig } from '../intake.config.js';
import type { Arrival } from './domain/conversation.js';
import type { Message } from './domain/message.js';
import { defaultType, open, openingErrors, type Opening } from './domain/open-ticket.js';
import { refuse, typeErrors } from './domain/rules.js';
import { FieldReferences } from './field-references.js';
import { RuleBook } from './rule-book.js';
import { TicketNumbers } from './ticket-numbers.js';
import type { TicketDocument } from './ticket.schema.js';
import { TicketStore } from './ticket.store.js';

type Unique = 'intakeKey' | 'followUpOf';

/** Files that come with a new ticket, which has its id before it is there. */
export interface Filed {
  id: string;
  attachments?: AttachmentFacts[];
}

/** What is known of a ticket that is made of another one. */
type Made = Omit<Opening, 'number' | 'customer' | 'attachments'> & { said?: object };

export interface Opened {
  ticket: TicketDocument;
  created: boolean;
}

@Injectable()
export class OpeningService {
  constructor(
    private readonly store: TicketStore,
    private readonly numbers: TicketNumbers,
    private readonly customers: CustomerService,
    private readonly reporters: Reporters,
    private readonly rules: RuleBook,
    private readonly references: FieldReferences,
    @Inject(relayToken('ticket')) private readonly relay: Pick<OutboxRelay<TicketDocument>, 'backlog'>,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /**
   * Opens a ticket; one intake key is one ticket, however often and however concurrently it comes.
   * @throws Problem `idempotency-mismatch` when the key came with something else, `overloaded` with `retryAfterSeconds`
   */
  async open(request: OpenTicket, actor: Actor, now: Date, filed?: Filed): Promise<Opened> {
    const intakeKey = intakeKeyOf(request);
    const requestHash = intakeKey && hashOf(request);
    this.refuseOverload();
    const errors = await this.errorsIn(request, actor);
    if (errors.length > 0) return this.openedBefore(intakeKey, requestHash, errors);
    const customer = await this.customers.whoIs(request.customer, { scope: scopeOf(request), intakeKey, actor, now });
    const reporter = await this.reporters.from(customer, request.customer);
    const { text, html } = request.text === undefined && request.html === undefined ? {} : written(request);
    return this.insert(
      { ...request, text },
      actor,
      { customer: reporter, now, intakeKey, requestHash, html, attachments: filed?.attachments },
      filed?.id,
    );
  }

  /**
   * Whether a request would open a ticket; false when its intake key did so before.
   * @throws Problem `validation-failed`, `idempotency-mismatch`
   */
  async wouldOpen(request: OpenTicket, actor: Actor): Promise<boolean> {
    const intakeKey = intakeKeyOf(request);
    const known = intakeKey && (await this.store.findBy('intakeKey', intakeKey));
    if (known && known.requestHash !== hashOf(request)) throw new Problem('idempotency-mismatch');
    if (known) return false;
    refuse(await this.errorsIn(request, actor));
    await this.customers.check(request.customer, scopeOf(request));
    return true;
  }

  /** A customer's message to a ticket that takes none any more: the one ticket that goes on from there. */
  async followUp(
    closed: TicketDocument,
    { text, html, attachments, messageKey, channel = closed.channel }: Message & Arrival,
    actor: Actor,
    now: Date,
    id: string,
  ): Promise<Opened> {
    const { _id, subject, type, priority, product, fields, customerId } = closed;
    const same = { subject, type, priority, product, fields, customer: { id: customerId } };
    const given = { customer: await this.reporters.of(closed), now, followUpOf: _id, messageKey, html, attachments };
    return this.insert({ ...same, channel, text }, actor, given, id);
  }

  /** The ticket that an intake key opened before. @throws Problem `idempotency-mismatch` when something else came with it */
  async openedWith(intakeKey: string, said: object): Promise<TicketDocument | undefined> {
    const ticket = await this.store.findBy('intakeKey', intakeKey);
    if (ticket && ticket.requestHash !== hashOf(said)) throw new Problem('idempotency-mismatch');
    return ticket;
  }

  /**
   * A ticket that somebody makes of another one, for its customer, who knows of it as of that one; one intake key is one
   * ticket.
   * @param said what must be the same when the key comes again
   */
  async from(
    origin: TicketDocument,
    request: Omit<OpenTicket, 'channel' | 'customer'>,
    actor: Actor,
    { intakeKey, said, inside = origin.inside, ...given }: Made,
    { id, attachments }: Partial<Filed> = {},
  ): Promise<Opened> {
    const asked: OpenTicket = { ...request, channel: origin.channel, customer: { id: origin.customerId } };
    const requestHash = intakeKey === undefined ? {} : { intakeKey, requestHash: hashOf(said ?? asked) };
    const { type } = request;
    if (type !== undefined && type !== origin.type) refuse(typeErrors(type, await this.rules.current(type)));
    this.refuseOverload();
    const customer = await this.reporters.of(origin);
    return this.insert(asked, actor, { ...given, ...requestHash, inside, customer, attachments }, id);
  }

  /** Whether the intake key of a request names a ticket that is there. */
  async isKnown(request: OpenTicket): Promise<boolean> {
    const intakeKey = intakeKeyOf(request);
    return intakeKey !== undefined && (await this.store.findBy('intakeKey', intakeKey)) !== undefined;
  }

  private async errorsIn(request: OpenTicket, actor: Actor): Promise<FieldError[]> {
    const rules = await this.rules.current(request.type);
    const errors = openingErrors(request, actor, rules);
    if (errors.length > 0 || request.fields === undefined) return errors;
    return this.references.errors(rules.types.get(request.type ?? defaultType)!.fields, request.fields);
  }

  /** What was fine when it came first is so when it comes again. */
  private async openedBefore(intakeKey: string | undefined, requestHash: string | undefined, errors: FieldError[]) {
    const ticket = intakeKey === undefined ? undefined : await this.store.findBy('intakeKey', intakeKey);
    if (ticket?.requestHash === requestHash && ticket) return { ticket, created: false };
    throw new Problem('validation-failed', { errors });
  }

  private refuseOverload(): void {
    if (this.relay.backlog <= this.config.MAX_OUTBOX_BACKLOG) return;
    throw new Problem('overloaded', { context: { retryAfterSeconds: 1 } });
  }

  private async insert(
    request: OpenTicket,
    actor: Actor,
    given: Omit<Opening, 'number'>,
    ticketId: string = uuid(),
  ): Promise<Opened> {
    const number = await this.numbers.take();
    const { state, facts } = open(request, { ...given, number }, await this.rules.current());
    const outcome = await this.store.aggregates.create({ _id: ticketId, ...state }, facts, { actor, at: given.now });
    if ('created' in outcome) return { ticket: outcome.created, created: true };
    return { ticket: await this.existing(outcome.refusedBy, given), created: false };
  }

  private async existing(refusedBy: string, given: Pick<Opening, Unique | 'requestHash'>): Promise<TicketDocument> {
    const index = refusedBy.startsWith('followUpOf') ? 'followUpOf' : 'intakeKey';
    const ticket = given[index] && (await this.store.findBy(index, given[index]));
    if (!ticket) throw new Error(`a ticket was refused by the index ${refusedBy}`);
    if (index === 'intakeKey' && ticket.requestHash !== given.requestHash) throw new Problem('idempotency-mismatch');
    return ticket;
  }
}

/** The system whose ids the customer has: an `Idempotency-Key` says nothing about it. */
const scopeOf = ({ intakeKey: key, channel }: OpenTicket): string =>
  key && key.source !== httpIntakeSource ? key.source : channel;

const intakeKeyOf = ({ intakeKey: key }: OpenTicket): string | undefined =>
  key && JSON.stringify([key.source, key.key]);

/** Of what is asked for, whatever the order of its fields; not of the key itself, nor of when it was reported. */
function hashOf({ intakeKey: _, reportedAt: __, ...request }: Partial<OpenTicket>): string {
  return createHash('sha256').update(JSON.stringify(request, sortedKeys)).digest('base64url');
}

const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
