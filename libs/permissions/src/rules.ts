import type { Identity } from '@deskbeat/contracts';
import type { Kind, Permission, Scope } from './permission.js';

/** A condition on something, in the words of a query. */
export type Condition = Readonly<Record<string, unknown>>;

/** An operator's programs: whoever holds their key reaches the bus as an operator. */
export const operator = 'tools';

/**
 * What somebody may use a contract on: everything (`true`), nothing (`false`), or what meets one of these conditions.
 * @param key `intake.get-ticket`
 */
export function allowance(identity: Identity, key: string, permission: Permission): boolean | readonly Condition[] {
  if (identity.scopes && !identity.scopes.some((scope) => covers(scope, key))) return false;
  if (isService(identity)) return identity.id === operator || (permission.services ?? []).includes(identity.id);
  const scope = Object.hasOwn(permission.roles, identity.role) ? permission.roles[identity.role] : undefined;
  return scope === undefined ? false : within(identity, scope, permission.about.kind);
}

const covers = (scope: string, key: string): boolean =>
  scope === key || scope === '*' || (scope.endsWith('.*') && key.startsWith(scope.slice(0, -1)));

/** Other companies' systems come in with an API key, which has scopes; a service speaks for itself. */
const isService = ({ kind, role, scopes }: Identity): boolean =>
  kind === 'system' && role === 'system' && scopes === undefined;

function within(identity: Identity, scope: Scope, kind: Kind): boolean | readonly Condition[] {
  switch (scope) {
    case 'all':
      return true;
    case 'wide':
      return identity.reach !== 'teams';
    case 'reach':
      return identity.reach !== 'teams' || reached(identity, kind);
    case 'own':
      return identity.kind === 'customer' && [owned(kind, ownIds(identity))];
    case 'self':
      return [{ id: identity.id }];
  }
}

/** What is a customer's own; not what is between those who work for them. */
function owned(kind: Kind, ids: string | Condition): Condition {
  switch (kind) {
    case 'customer':
      return { id: ids };
    case 'ticket':
    case 'file':
      return { customerId: ids, inside: { $exists: false } };
    default:
      return { customerId: ids };
  }
}

/** A customer is all that were merged into it. */
const ownIds = ({ id, members = [] }: Identity): string | Condition =>
  members.length === 0 ? id : { $in: [id, ...members] };

function reached({ id, teams, leads = [], queues = [] }: Identity, kind: Kind): boolean | readonly Condition[] {
  switch (kind) {
    case 'ticket':
    case 'file':
      return [
        { queueId: { $in: queues } },
        { assigneeId: id },
        { collaborators: id },
        { watchers: id },
        // Nobody has it, and it waits for nobody in particular.
        { assigneeId: { $exists: false }, queueId: { $exists: false } },
      ];
    case 'queue':
      return [{ id: { $in: queues } }];
    case 'team':
      return [{ id: { $in: teams } }];
    case 'person':
      return leads.length > 0 ? [{ id }, { teams: { $in: leads } }] : [{ id }];
    case 'customer':
    case 'asset':
    case 'nothing':
      return true;
  }
}
