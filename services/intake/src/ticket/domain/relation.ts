import type { Actor, LinkKind, Status } from '@deskbeat/contracts';

/** This ticket is a `kind` of the ticket `to`; the other side is found by it. */
export interface Link {
  kind: LinkKind;
  to: string;
  /** A child that the parent's resolution waits for. */
  gates?: true;
  at: Date;
}

/** What a ticket knows of a sub-ticket, by the version of what the sub-ticket told last. */
export interface ChildFace {
  id: string;
  version: number;
  status: Status;
  gates?: true;
  /** It is a child no more. */
  gone?: true;
}

/** Somebody wants this ticket to go on in another one; it is not done yet. */
export interface MergeIntent {
  id: string;
  into: string;
  by: Actor;
  reason?: string;
}

/** What a ticket keeps about others. */
export interface Related {
  links?: Link[];
  children?: ChildFace[];
  merging?: MergeIntent;
  /** Tickets that go on in this one. */
  absorbed?: string[];
}
