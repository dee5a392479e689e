import { actorKinds, type Actor } from '../event.js';
import { Id, Ids, Line, Maybe, OneOf } from '../fields.js';
import { Scopes } from './credential-fields.js';
import { personRoles } from '../vocabulary.js';

/** What somebody is to the organisation; an auditor reads and changes nothing, `system` is a program. */
export const roles = [...personRoles, 'auditor', 'customer', 'system'] as const;
export type Role = (typeof roles)[number];

/** Roles that an account of a person can have. */
export const accountRoles = [...personRoles, 'auditor'] as const;
export type AccountRole = (typeof accountRoles)[number];

/**
 * How far an agent or a lead sees: every ticket, or those of their teams' queues and of queues of no team, their own and
 * those that nobody has. A lead whose reach is `teams` leads the people of their own teams, else everybody.
 */
export const reaches = ['all', 'teams'] as const;
export type Reach = (typeof reaches)[number];

const most = 200;

/**
 * Who asks, for the whole system: what the gateway found out about a person, a customer or a program, or what a service
 * says of itself. It is signed and goes with every request (`deskbeat-identity`), so an owner decides by it alone.
 */
export class Identity implements Actor {
  @OneOf(actorKinds) kind: Actor['kind'];
  /** Of a person the id in the directory, of a customer the customer’s, of a program its name. */
  @Id() id: string;
  @Maybe() @Line() name?: string;
  @OneOf(roles) role: Role;
  /** Ids of the teams that a person belongs to. */
  @Ids(most) teams: string[];
  /** Ids of the teams among them that the person leads; said where the reach is `teams`. */
  @Maybe() @Ids(most) leads?: string[];
  /** Ids of the queues of these teams, and of those of no team; needed where the reach is `teams`. */
  @Maybe() @Ids(most) queues?: string[];
  /** `all` when left out. */
  @Maybe() @OneOf(reaches) reach?: Reach;
  /** Of a customer: ids of those that were merged into it. Whoever owns customers finds them at each request. */
  @Maybe() @Ids(most) members?: string[];
  /**
   * What an API key may be used for: permission keys like `intake.open-ticket`, or `intake.*`; all that its role may, when left
   * out. A system without any is a service of ours.
   */
  @Maybe() @Scopes(most) scopes?: string[];
  /** Id of the session or key by which they came in, for the audit log. */
  @Maybe() @Id() session?: string;
  /** Client address that the gateway saw when it made this identity, for the audit log. */
  @Maybe() @Line(64) address?: string;
}

/** The same without what only access decides by: who did it. */
export const actorIn = ({ kind, id, name }: Identity): Actor => ({ kind, id, ...(name !== undefined && { name }) });
