import { IsInt } from 'class-validator';
import { defineRequest, type RequestContract } from './contract.js';
import { actorKinds, type Actor } from './event.js';
import { Id, Instant, Line, Maybe, OneOf, Whole } from './fields.js';

/** The payload of a question that needs no more than its name. */
export class Nothing {}

/** A page of a list: `cursor` is opaque and comes from the page before. */
export class Page {
  @Maybe() @Line(500) cursor?: string;
  /** 1 to 200, default 50. */
  @Maybe() @Whole(1, 200) limit?: number;
}

export class ActorData {
  @OneOf(actorKinds) kind: Actor['kind'];
  @Id() id: string;
  @Maybe() @Line() name?: string;
}

export class RepublishEvents {
  @Instant() since: string;
}

export class Republished {
  @IsInt() published: number;
}

const republish = (owner: string): RequestContract<RepublishEvents, Republished> =>
  defineRequest(`rpc.${owner}.republish-events.v1`, 'Publish recorded events again', RepublishEvents, Republished);

/** Asks the owner of facts to publish them again, to rebuild a lost or restored stream. */
export const republishEvents = {
  intake: republish('intake'),
  assignment: republish('assignment'),
  sla: republish('sla'),
  notifications: republish('notifications'),
  access: republish('access'),
};
