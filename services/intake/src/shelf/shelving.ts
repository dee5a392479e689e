import { v7 as uuid } from 'uuid';
import { Problem, type Actor, type Identity, type Place } from '@deskbeat/contracts';
import { isKeeper } from './domain/keepers.js';
import { commonOf, type Shelf, type Shelved } from './shelf.store.js';

/** @throws Problem `validation-failed`, `forbidden` */
function ownerOf({ scope = 'shared', teamId }: Place, { kind, id }: Actor): string {
  if ((scope === 'team') !== (teamId !== undefined)) {
    throw new Problem('validation-failed', {
      errors: [{ pointer: '/teamId', message: 'is needed for the scope team, and only there' }],
    });
  }
  if (scope === 'team') return `team:${teamId}`;
  if (scope === 'shared') return 'shared';
  if (kind !== 'person') throw new Problem('forbidden', { detail: 'only people have something of their own' });
  return `person:${id}`;
}

export const ownersFor = ({ kind, id }: Actor, teams: readonly string[]): string[] => [
  'shared',
  ...(kind === 'person' ? [`person:${id}`] : []),
  ...teams.map((teamId) => `team:${teamId}`),
];

/** What stands there already, and which version of it was seen. */
interface Standing<B extends Place> {
  id?: string;
  seenVersion?: number;
  before?: Shelved<B>;
}

/** Puts something new on a shelf, or a newer version of what stands there. */
export async function shelve<B extends Place>(
  shelf: Shelf<B>,
  body: B,
  by: Actor,
  { id = uuid(), seenVersion = 0, before }: Standing<B> = {},
): Promise<Shelved<B>> {
  const owner = ownerOf(body, by);
  const maker = before && (before.madeBy ?? before.by.id);
  if (owner.startsWith('person:') && maker !== undefined && maker !== by.id) {
    const errors = [{ pointer: '/scope', message: 'is for whoever made it only' }];
    throw new Problem('validation-failed', { errors });
  }
  const shortcutKey = body.shortcut === undefined ? {} : { shortcutKey: `${owner}/${body.shortcut}` };
  const madeBy = maker !== undefined && maker !== by.id && { madeBy: maker };
  const thing = {
    ...{ _id: id, version: seenVersion + 1, owner, ...shortcutKey, body, by, ...madeBy },
    updatedAt: new Date(),
  };
  await (seenVersion > 0 ? shelf.replace(thing) : shelf.create(thing));
  return thing;
}

export const viewOf = <B extends Place>(thing: Shelved<B>, who: Identity) => ({
  id: thing._id,
  version: thing.version,
  ...thing.body,
  by: thing.by,
  updatedAt: thing.updatedAt.toISOString(),
  mayChange: isKeeper(commonOf(thing), who),
});
