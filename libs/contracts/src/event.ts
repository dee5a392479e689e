export const actorKinds = ['person', 'customer', 'system'] as const;

/** Who did it. `system` names a service or another company system, `person` an agent, `customer` a customer. */
export interface Actor {
  kind: (typeof actorKinds)[number];
  id: string;
  name?: string;
}

/** What every event carries around its data. `id` is `<aggregate>:<aggregateId>:<version>`, so it is the same in every copy. */
export interface Event<T extends object = object> {
  id: string;
  subject: string;
  aggregateId: string;
  /** Grows by exactly one with each event of the aggregate. */
  version: number;
  /** RFC 3339 instant, milliseconds. */
  at: string;
  actor: Actor;
  data: T;
}
