import { tagForm } from '@deskbeat/contracts';

/** Tags as tickets have them: each once, whichever way it was written. */
export const tagsIn = (tags: readonly string[] = []): string[] => [
  ...new Set(tags.map(tagForm).filter((tag) => tag !== '')),
];

/** The tags of a ticket with some more and without others; what is both added and removed is removed. */
export function tagsAfter(
  tags: readonly string[],
  { addTags = [], removeTags = [] }: { addTags?: readonly string[]; removeTags?: readonly string[] },
): string[] {
  const removed = tagsIn(removeTags);
  return tagsIn([...tags, ...addTags]).filter((tag) => !removed.includes(tag));
}
