import { Problem, type AccountRole, type Reach, type SaveAccount } from '@deskbeat/contracts';

/** What of an account people decide. */
export interface Standing {
  email: string;
  name: string;
  role: AccountRole;
  /** Absent where the organisation's holds. */
  reach?: Reach;
  active: boolean;
}

/** @throws Problem `validation-failed` when something is missing */
export function newStanding({ email, name, role, reach, active = true }: SaveAccount): Standing {
  const missing = Object.entries({ email, name, role }).filter(([, value]) => value === undefined);
  if (missing.length > 0) {
    const errors = missing.map(([field]) => ({
      pointer: `/${field}`,
      message: `${field} is needed for a new account`,
    }));
    throw new Problem('validation-failed', { errors });
  }
  return { email: email!.toLowerCase(), name: name!, role: role!, ...(reach && { reach }), active };
}

/** @returns nothing when it is so already */
export function changedStanding(
  now: Standing,
  { email, name, role, reach = now.reach, active }: SaveAccount,
): Standing | undefined {
  const next = {
    email: email?.toLowerCase() ?? now.email,
    name: name ?? now.name,
    role: role ?? now.role,
    ...(reach && { reach }),
    active: active ?? now.active,
  };
  const isSame = (Object.keys(next) as (keyof Standing)[]).every((field) => next[field] === now[field]);
  return isSame ? undefined : next;
}

/** Whether those who believe the account's sessions must ask again. */
export const isOtherToOthers = (before: Standing, after: Standing): boolean =>
  before.role !== after.role ||
  before.reach !== after.reach ||
  before.active !== after.active ||
  before.name !== after.name;

/** A name for a person who has none yet in the directory: what stands before the @. */
export const personIdFrom = (email: string): string =>
  email
    .toLowerCase()
    .replace(/@.*$/s, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'person';
