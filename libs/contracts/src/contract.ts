/** A class whose instances are plain validated data; its class-validator decorators are validator, type and documentation. */
export type PayloadClass<T extends object = object> = new () => T;

/** A question or a command to one owner: request/reply on `rpc.<owner>.<verb-noun>.v<n>`. */
export interface RequestContract<Q extends object = object, A extends object = object> {
  readonly kind: 'request';
  readonly subject: string;
  readonly summary: string;
  readonly payload: PayloadClass<Q>;
  readonly reply: PayloadClass<A>;
}

/** A fact that has happened: JetStream on `evt.<entity>.<past-verb>.v<n>`. */
export interface EventContract<T extends object = object> {
  readonly kind: 'event';
  readonly subject: string;
  readonly summary: string;
  readonly payload: PayloadClass<T>;
}

/** Something that matters for a moment to whoever listens just then, and is kept nowhere: core NATS on `live.<what>.v<n>`. */
export interface SignalContract<T extends object = object> {
  readonly kind: 'signal';
  readonly subject: string;
  readonly summary: string;
  readonly payload: PayloadClass<T>;
}

export type RequestOf<C> = C extends RequestContract<infer Q, infer _A> ? Q : never;
export type ReplyOf<C> = C extends RequestContract<infer _Q, infer A> ? A : never;
export type DataOf<C> = C extends EventContract<infer T> ? T : never;

const requestSubject = /^rpc\.[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/;
const eventSubject = /^evt\.[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/;

const signalSubject = /^live\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/;

const requests = new Map<string, RequestContract>();
const events = new Map<string, EventContract>();
const signals = new Map<string, SignalContract>();

function register<C extends { subject: string }>(registry: Map<string, C>, pattern: RegExp, contract: C): void {
  if (!pattern.test(contract.subject)) throw new Error(`malformed subject ${contract.subject}`);
  if (registry.has(contract.subject)) throw new Error(`subject ${contract.subject} is declared twice`);
  registry.set(contract.subject, contract);
}

export function defineRequest<Q extends object, A extends object>(
  subject: string,
  summary: string,
  payload: PayloadClass<Q>,
  reply: PayloadClass<A>,
): RequestContract<Q, A> {
  const contract = Object.freeze({ kind: 'request' as const, subject, summary, payload, reply });
  register(requests, requestSubject, contract);
  return contract;
}

export function defineEvent<T extends object>(
  subject: string,
  summary: string,
  payload: PayloadClass<T>,
): EventContract<T> {
  const contract = Object.freeze({ kind: 'event' as const, subject, summary, payload });
  register(events, eventSubject, contract);
  return contract;
}

export function defineSignal<T extends object>(
  subject: string,
  summary: string,
  payload: PayloadClass<T>,
): SignalContract<T> {
  const contract = Object.freeze({ kind: 'signal' as const, subject, summary, payload });
  register(signals, signalSubject, contract);
  return contract;
}

/** Every request contract, by subject. */
export const allRequests = (): readonly RequestContract[] => [...requests.values()];
/** Every event contract, by subject. */
export const allEvents = (): readonly EventContract[] => [...events.values()];
/** Every signal contract, by subject. */
export const allSignals = (): readonly SignalContract[] => [...signals.values()];
/** The contract behind a subject, if any. */
export const eventBySubject = (subject: string): EventContract | undefined => events.get(subject);
