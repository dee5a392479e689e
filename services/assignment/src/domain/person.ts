import { personSaved, Problem, type PersonRole, type Presence } from '@deskbeat/contracts';

export interface PersonState {
  name: string;
  email?: string;
  role: PersonRole;
  active: boolean;
  presence: Presence;
}
export type Person = PersonState & { _id: string; version: number };

export interface PersonChange {
  id: string;
  name?: string;
  email?: string;
  role?: PersonRole;
  active?: boolean;
}

export interface PersonOutcome {
  next: PersonState;
  facts: readonly { subject: string; data: object }[];
}

/** Roles that take turns; the others get tickets by hand only. */
export const servingRoles: readonly PersonRole[] = ['agent', 'lead'];

const toldOf = (id: string, { name, email, role, active }: PersonState) => ({
  subject: personSaved.subject,
  data: { personId: id, name, ...(email !== undefined && { email }), role, ...(!active && { active }) },
});

/** @throws Problem `validation-failed` when there is no name */
export function created({ id, name, email, role = 'agent', active = true }: PersonChange): PersonOutcome {
  if (name === undefined) {
    const errors = [{ pointer: '/name', message: 'name is needed for somebody new' }];
    throw new Problem('validation-failed', { errors });
  }
  const next: PersonState = { name, ...(email !== undefined && { email }), role, active, presence: 'offline' };
  return { next, facts: [toldOf(id, next)] };
}

/** @returns undefined when nothing is different */
export function changed(person: Person, change: PersonChange): PersonOutcome | undefined {
  const before = stateOf(person);
  const next: PersonState = {
    ...before,
    name: change.name ?? before.name,
    role: change.role ?? before.role,
    active: change.active ?? before.active,
    ...(change.email !== undefined && { email: change.email }),
  };
  const keys = ['name', 'email', 'role', 'active'] as const;
  if (keys.every((key) => next[key] === before[key])) return undefined;
  return { next, facts: [toldOf(person._id, next)] };
}

/** Presence is nobody else's business: it makes no event. */
export function present(person: Person, presence: Presence): PersonOutcome | undefined {
  if (person.presence === presence) return undefined;
  return { next: { ...stateOf(person), presence }, facts: [] };
}

function stateOf({ name, email, role, active, presence }: Person): PersonState {
  return { name, ...(email !== undefined && { email }), role, active, presence };
}
