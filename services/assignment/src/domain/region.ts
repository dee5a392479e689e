export interface Region {
  id: string;
  parentId?: string;
}

/** The region and everything above it, nearest first. */
export function pathUp(regions: ReadonlyMap<string, Region>, id: string): string[] {
  const path: string[] = [];
  for (let at: string | undefined = id; at !== undefined && !path.includes(at); at = regions.get(at)?.parentId) {
    path.push(at);
  }
  return path;
}

/** Whether the region would be above itself. */
export const isCycle = (regions: ReadonlyMap<string, Region>, { id, parentId }: Region): boolean =>
  parentId !== undefined && pathUp(regions, parentId).includes(id);

/**
 * How far up the tree somebody's regions are from a place: 0 is the place itself.
 * @returns undefined when none of them contains it
 */
export function distanceUp(path: readonly string[], covered: readonly string[]): number | undefined {
  const steps = path.findIndex((region) => covered.includes(region));
  return steps < 0 ? undefined : steps;
}
