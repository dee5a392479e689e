export const priorities = ['urgent', 'high', 'medium', 'low', 'planned'] as const;
export type Priority = (typeof priorities)[number];

/** Types that are there from the start; an organisation has its own as well (`rpc.intake.list-ticket-types`). */
export const ticketTypes = ['fault', 'inquiry', 'complaint', 'feature-request', 'refund', 'after-sales'] as const;
/** Key of a type. */
export type TicketType = string;

/** The one form of a tag: `ＶＰＮ` and ` Vpn` are `vpn`. */
export const tagForm = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

export const statuses = [
  'new',
  'pending-assignment',
  'in-progress',
  'awaiting-confirmation',
  'resolved',
  'closed',
] as const;
export type Status = (typeof statuses)[number];

export const channels = ['web', 'email', 'phone', 'chat', 'social', 'api', 'system'] as const;
export type Channel = (typeof channels)[number];

/** Those that customers have where nobody has configured others. */
export const defaultTiers = ['standard', 'premium', 'vip'] as const;
/** One of the tiers that intake is configured with. */
export type Tier = string;

export const presences = ['available', 'busy', 'away', 'offline'] as const;
export type Presence = (typeof presences)[number];

export const personRoles = ['agent', 'lead', 'manager', 'administrator'] as const;
export type PersonRole = (typeof personRoles)[number];

/** Promises to the customer, and `pick-up`, one between teams. */
export const slaTargets = ['first-response', 'next-response', 'resolution', 'pick-up'] as const;
export type SlaTarget = (typeof slaTargets)[number];

/** `unfinished`: whoever did it was stopped in between, and what became of it cannot be seen any more. */
export const auditOutcomes = ['done', 'refused', 'unfinished'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Upper bounds of what a person or system may send, in characters. */
export const limits = {
  subject: 250,
  text: 65_536,
  html: 131_072,
  name: 200,
  tag: 50,
  tags: 30,
  id: 128,
  reason: 2_000,
  mentions: 50,
  attachments: 20,
} as const;

/** What has fields that rules can be about. */
export const fieldHolders = ['ticket', 'customer'] as const;
export type FieldHolder = (typeof fieldHolders)[number];

/** Fields that everybody has to see whoever sees the thing, but that not everybody may change. */
export const openFields = {
  ticket: ['subject', 'type', 'priority', 'tags', 'affected', 'product', 'region', 'plannedFor'],
  customer: ['name', 'tier', 'region', 'language', 'timeZone', 'organisationIds'],
} as const;

/** Fields that can be kept from some as well; so can the organisation's own, `fields.serial`. */
export const closableFields = {
  ticket: ['notes'],
  customer: ['email', 'phone', 'notes'],
} as const;

/** Whom rules can name: administrators may always, and what customers see is said elsewhere. */
export const restrictedRoles = ['agent', 'lead', 'manager', 'auditor', 'system'] as const;
export type RestrictedRole = (typeof restrictedRoles)[number];
