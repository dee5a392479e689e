export { Entitlement, entitlementOf, type Subject } from './entitlement.js';
export type { About, Audited, Kind, Permission, Scope } from './permission.js';
export { FieldSight, noLimits } from './fields/field-sight.js';
export { veiledFacts, withoutKeys } from './fields/veiled.js';
export { operator, type Condition } from './rules.js';
export { keyOf, permissionKeys, permissionOf } from './table/index.js';
export { busUsers, inboxOf, publisherOf, signallerOf, sourceName, sourceOf, type BusUser } from './bus-users.js';
