import { Problem, type Identity } from '@deskbeat/contracts';

/** Something that others use as well: everybody, or a team. */
export interface Common {
  /** Id of whoever made it. */
  madeBy: string;
  teamId?: string;
}

/**
 * Who changes or removes what others use: whoever made it, managers, leads for their own teams and for everybody. A program
 * may what its key says.
 */
export function isKeeper({ madeBy, teamId }: Common, { id, role, teams }: Identity): boolean {
  if (id === madeBy) return true;
  if (role === 'lead') return teamId === undefined || teams.includes(teamId);
  return role === 'manager' || role === 'administrator' || role === 'system';
}

/** @throws Problem `forbidden` */
export function needKeeper(common: Common, who: Identity): void {
  if (isKeeper(common, who)) return;
  throw new Problem('forbidden', { detail: 'others use it: it is changed by whoever made it, and by those who lead' });
}
