import { createMongoAbility, subject as as, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { Problem, type Identity } from '@deskbeat/contracts';
import type { About, Kind } from './permission.js';
import { allowance, type Condition } from './rules.js';
import { keyOf, permissionKeys, permissionOf } from './table/index.js';

/** What a permission looks at: the fields that the conditions of its kind name. */
export type Subject = Record<string, unknown>;
type Ability = MongoAbility<[string, Kind | Subject]>;
type Allowed = boolean | readonly Condition[];

/** All that one identity may do, made when it is asked for the first time. */
export class Entitlement {
  private readonly allowed = new Map<string, Allowed>();
  private ability?: Ability;

  constructor(private readonly identity: Identity) {}

  /** `yes`: on everything; `some`: on what `covers` says; `no`. Unknown contracts are nobody's. */
  of(subject: string): 'yes' | 'some' | 'no' {
    const allowed = this.allowedBy(subject);
    if (typeof allowed === 'boolean') return allowed ? 'yes' : 'no';
    return 'some';
  }

  about(subject: string): About {
    return permissionOf(subject)?.about ?? { kind: 'nothing' };
  }

  /** Whether a contract may be used on something of the kind that it is about. */
  covers(subject: string, thing: Subject): boolean {
    this.ability ??= abilityOf(this.identity);
    return this.ability.can(keyOf(subject), as(this.about(subject).kind, { ...thing }));
  }

  /** What a list must be narrowed to, as a query; nothing where all may be seen. */
  narrowing(subject: string): Condition | undefined {
    const allowed = this.allowedBy(subject);
    if (allowed === true) return undefined;
    if (allowed === false) throw new Problem('forbidden');
    return allowed.length === 1 ? allowed[0] : { $or: allowed };
  }

  /** @throws Problem `forbidden` that names the fields of a payload which are not theirs to send */
  needFields(subject: string, payload: object): void {
    const fields = permissionOf(subject)?.fields?.[this.identity.role];
    const foreign = fields && Object.keys(payload).filter((field) => !fields.includes(field));
    if (!foreign || foreign.length === 0) return;
    const errors = foreign.map((field) => ({ pointer: `/${field}`, message: 'is not yours to send' }));
    throw new Problem('forbidden', { errors });
  }

  private allowedBy(subject: string): Allowed {
    const known = this.allowed.get(subject);
    if (known !== undefined) return known;
    const permission = permissionOf(subject);
    const allowed = permission !== undefined && allowance(this.identity, keyOf(subject), permission);
    this.allowed.set(subject, allowed);
    return allowed;
  }
}

function abilityOf(identity: Identity): Ability {
  const rules = permissionKeys().flatMap((action): RawRuleOf<Ability>[] => {
    const permission = permissionOf(action)!;
    const { kind } = permission.about;
    const allowed = allowance(identity, action, permission);
    if (typeof allowed === 'boolean') return allowed ? [{ action, subject: kind }] : [];
    return allowed.map((conditions) => ({ action, subject: kind, conditions }) as RawRuleOf<Ability>);
  });
  return createMongoAbility<Ability>(rules);
}

const entitlements = new WeakMap<Identity, Entitlement>();

/** Kept as long as the identity is. */
export function entitlementOf(identity: Identity): Entitlement {
  const known = entitlements.get(identity);
  if (known) return known;
  const made = new Entitlement(identity);
  entitlements.set(identity, made);
  return made;
}
