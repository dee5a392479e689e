import type { Role } from '@deskbeat/contracts';

/**
 * How far a role may use a contract. `all`: on everything. `wide`: as long as they see every ticket. `reach`: on tickets,
 * queues, teams and people within their reach (`Identity.reach`). `own`: on what is the customer's own. `self`: on what is the
 * person's own.
 */
export type Scope = 'all' | 'wide' | 'reach' | 'own' | 'self';

/** What kinds of things a request can be about. */
export type Kind = 'ticket' | 'customer' | 'person' | 'queue' | 'team' | 'file' | 'asset' | 'nothing';

/** What a request is about: `in` says where its payload has the ids; without it, it is about all that there are. */
export interface About {
  kind: Kind;
  /** Paths like `ticketId`, `tickets.id`. */
  in?: readonly string[];
}

/** Who may use a contract. What is not named is refused. */
export interface Permission {
  roles: Partial<Record<Role, Scope>>;
  about: About;
  /** Services that ask it in their own name. */
  services?: readonly string[];
  /** The fields that a role may send, where it may not send all. */
  fields?: Partial<Record<Role, readonly string[]>>;
  /** What of it the audit log keeps. */
  audited?: Audited;
}

/**
 * `change`: what was changed, before and after. `use`: that it was used, once for all pages. `refusal`: that it was refused.
 * `opening`: that something was opened, where the organisation wants that recorded.
 */
export type Audited = 'change' | 'use' | 'refusal' | 'opening';

export type Permissions = Readonly<Record<string, Permission>>;
type Roles = Permission['roles'];

const nothing: About = { kind: 'nothing' };
const about =
  (kind: Kind, roles: Roles) =>
  (...paths: string[]): Permission => ({ roles, about: { kind, ...(paths.length > 0 && { in: paths }) } });

const staff = { agent: 'all', lead: 'all', manager: 'all', administrator: 'all' } as const;
const reaching = { agent: 'reach', lead: 'reach', manager: 'all', administrator: 'all' } as const;
const heads = { manager: 'all', administrator: 'all' } as const;

/** A ticket as the customer may see it. */
export const seen = about('ticket', { ...reaching, auditor: 'all', customer: 'own', system: 'all' });
/** What customers do with their own tickets. */
export const shared = about('ticket', { ...reaching, customer: 'own', system: 'all' });
/** The inside of a ticket. */
export const read = about('ticket', { ...reaching, auditor: 'all', system: 'all' });
/** Work on a ticket. */
export const worked = about('ticket', { ...reaching, system: 'all' });
/** What a person keeps for themselves about a ticket. */
export const kept = about('ticket', reaching);

/** Known to all who work here. */
export const known: Permission = { roles: { ...staff, auditor: 'all', system: 'all' }, about: nothing };
/** Done by all who work here. */
export const done: Permission = { roles: { ...staff, system: 'all' }, about: nothing };
/** The same for customers, too. */
export const open: Permission = { roles: { ...staff, auditor: 'all', customer: 'all', system: 'all' }, about: nothing };
/** Read by those who lead. */
export const overseen: Permission = { roles: { lead: 'all', ...heads, auditor: 'all' }, about: nothing };
/** Done by those who lead. */
export const led: Permission = { roles: { lead: 'all', ...heads }, about: nothing };
/** How the organisation is set up. */
export const settled: Permission = { roles: { administrator: 'all' }, about: nothing, audited: 'change' };
/** The same, for those who check as well. */
export const inspected: Permission = { roles: { ...heads, auditor: 'all' }, about: nothing };
/** For those who look back at what was done. */
export const auditing: Permission = { roles: { administrator: 'all', auditor: 'all' }, about: nothing };
/** Counts over all tickets. */
export const counted: Permission = {
  roles: { agent: 'wide', lead: 'wide', ...heads, auditor: 'all' },
  about: nothing,
};
/** Between services only; an operator's tools may, too. */
export const internal: Permission = { roles: {}, about: nothing };

/** What is somebody's own: others' only for an administrator. */
export const personal = about('person', {
  agent: 'self',
  lead: 'self',
  manager: 'self',
  administrator: 'all',
  auditor: 'self',
});
/** One's own, or that of those whom one leads. */
export const supervised = about('person', { agent: 'self', lead: 'reach', manager: 'all', administrator: 'all' });

export { about };

/** The same, kept in the audit log. */
export const audited = (what: Audited, permission: Permission): Permission => ({ ...permission, audited: what });
/** The same, also asked by these services in their own name. */
export const asked = (permission: Permission, ...services: string[]): Permission => ({ ...permission, services });
/** The same, where a customer may send these fields only. */
export const limited = (permission: Permission, ...customer: string[]): Permission => ({
  ...permission,
  fields: { customer },
});
