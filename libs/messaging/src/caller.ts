import { AsyncLocalStorage } from 'node:async_hooks';
import { createParamDecorator } from '@nestjs/common';
import type { MsgHdrs } from '@nats-io/transport-node';
import { actorIn, Problem, type Actor, type Identity } from '@deskbeat/contracts';
import { actorFrom } from './actor.js';
import { entitlementOf, type Condition } from '@deskbeat/permissions';
import { believed, type Authority } from './authority.js';

export const identityHeader = 'deskbeat-identity';

/** Who asked what is being answered; `token` is their signature, where they have one. */
export interface Caller {
  identity: Identity;
  actor: Actor;
  token?: string;
  /** What is being answered, where access is enforced. */
  subject?: string;
}

const callers = new AsyncLocalStorage<Caller>();

/** Answers in somebody's name: what is asked of others meanwhile for them goes with their signature. */
export const answering = <T>(caller: Caller, answer: () => T): T => callers.run(caller, answer);

/** Who is answered now, if anybody is. */
export const answered = (): Caller | undefined => callers.getStore();

/** The signature of the one who is answered now, when that is who asks on. */
export function passedOn({ kind, id }: Actor): string | undefined {
  const caller = callers.getStore();
  return caller?.actor.kind === kind && caller.actor.id === id ? caller.token : undefined;
}

/**
 * Who asks, by the request's signature; where access is open and nothing is signed, by their word.
 * @throws Problem `unauthenticated`
 */
export async function callerOf(headers: MsgHdrs | undefined, { credentials, isEnforced }: Authority): Promise<Caller> {
  const token = headers?.has(identityHeader) ? headers.get(identityHeader) : undefined;
  if (token !== undefined && credentials) {
    const identity = credentials.known(token) ?? (await credentials.verify(token));
    return { identity, actor: actorIn(identity), token };
  }
  if (isEnforced) throw new Problem('unauthenticated', { detail: 'the request carries no signed identity' });
  const actor = actorFrom(headers);
  return { identity: believed(actor), actor };
}

/**
 * What a list of tickets must be narrowed to for the one who is answered now, as a query; nothing where they see all, or
 * where nobody is answered.
 */
export function narrowing(): Condition | undefined {
  const { identity, subject } = callers.getStore() ?? {};
  if (!identity || subject === undefined) return undefined;
  const entitlement = entitlementOf(identity);
  return entitlement.about(subject).kind === 'ticket' ? entitlement.narrowing(subject) : undefined;
}

/** Id of the customer who is answered now, where access is enforced. */
export function customerAnswered(): string | undefined {
  const { identity, subject } = callers.getStore() ?? {};
  return identity?.kind === 'customer' && subject !== undefined ? identity.id : undefined;
}

/** Whether the one who is answered now is a customer, who sees the outside of a ticket only. */
export const isForCustomer = (): boolean => customerAnswered() !== undefined;

function current(): Caller {
  const caller = callers.getStore();
  if (!caller) throw new Error('nobody is answered here');
  return caller;
}

/** Who asked: what the journal keeps. */
export const RequestedBy = createParamDecorator((): Actor => current().actor);

/** Who asked, with what they are to the organisation: what a decision about access needs. */
export const RequestedByIdentity = createParamDecorator((): Identity => current().identity);
