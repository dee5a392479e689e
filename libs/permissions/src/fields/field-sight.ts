import { createMongoAbility, type MongoAbility } from '@casl/ability';
import type { FieldAudience, FieldHolder, FieldRule, Identity, OwnFieldLimits } from '@deskbeat/contracts';

type Doing = 'see' | 'change';
type Ability = MongoAbility<[Doing, FieldHolder]>;

/** What of the fields of tickets and customers is somebody's to see and to change. */
export class FieldSight {
  private readonly ability: Ability;

  /** @param rules those that limit this identity in something */
  private constructor(
    rules: readonly FieldRule[],
    private readonly isAmong: (audience?: FieldAudience) => boolean,
  ) {
    this.ability = createMongoAbility<Ability>([
      ...(['ticket', 'customer'] as const).map((subject) => ({ action: ['see', 'change'] as Doing[], subject })),
      ...rules.map(({ of: subject, field, seenBy }) => ({
        inverted: true,
        action: this.isAmong(seenBy) ? (['change'] as Doing[]) : (['see', 'change'] as Doing[]),
        subject,
        fields: [field],
      })),
    ]);
    this.limits = limitsIn(rules, (holder, field) => this.sees(holder, field));
  }

  /** @returns nothing for somebody whom no rule limits */
  static of(identity: Identity, rules: readonly FieldRule[]): FieldSight | undefined {
    if (rules.length === 0 || !isLimited(identity)) return undefined;
    const isAmong = (audience?: FieldAudience): boolean => audience === undefined || includes(audience, identity);
    const limiting = rules.filter(({ seenBy, changedBy }) => !isAmong(seenBy) || !isAmong(changedBy));
    return limiting.length > 0 ? new FieldSight(limiting, isAmong) : undefined;
  }

  readonly limits: OwnFieldLimits;

  sees(holder: FieldHolder, field: string): boolean {
    return this.ability.can('see', holder, field);
  }

  changes(holder: FieldHolder, field: string): boolean {
    return this.ability.can('change', holder, field);
  }

  /** Keys of the organisation's own fields, `serial`, that are kept from them. */
  hiddenKeys(holder: FieldHolder): string[] {
    return this.limits[holder].hidden.flatMap((field) => (field.startsWith('fields.') ? [field.slice(7)] : []));
  }
}

/** Administrators see and change all; customers see what is said for customers; a service of ours answers for others. */
const isLimited = ({ kind, role, scopes }: Identity): boolean =>
  role !== 'administrator' && kind !== 'customer' && (kind !== 'system' || scopes !== undefined);

const includes = ({ roles, teams }: FieldAudience, identity: Identity): boolean =>
  (roles as readonly string[]).includes(identity.role) || teams.some((team) => identity.teams.includes(team));

function limitsIn(rules: readonly FieldRule[], sees: (holder: FieldHolder, field: string) => boolean): OwnFieldLimits {
  const of = (holder: FieldHolder) => {
    const fields = rules.filter((rule) => rule.of === holder).map(({ field }) => field);
    return {
      hidden: fields.filter((field) => !sees(holder, field)),
      fixed: fields.filter((field) => sees(holder, field)),
    };
  };
  return { ticket: of('ticket'), customer: of('customer') };
}

/** Limits of somebody who has none. */
export const noLimits: OwnFieldLimits = { ticket: { hidden: [], fixed: [] }, customer: { hidden: [], fixed: [] } };
