import { queryClient } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { useDoing } from '../../../ui/toaster.js';
import { settingsWords } from '../settings-words.js';
import { moved } from './order.js';
import type { Kept, Listed, Resource } from './resource.js';

/** Moves one of an ordered kind; shown at once, and put back when it is refused. */
export function useArranging(of: Resource, list: Listed<Kept> | undefined) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const doing = useDoing();
  const loose = (list?.items ?? []).filter((view) => !of.order?.stays?.(view));
  const stuck = (list?.items ?? []).filter((view) => of.order?.stays?.(view));
  const keep = async (items: readonly Kept[]) => {
    const before = queryClient.getQueryData<Listed<Kept>>(of.queryKey);
    if (!of.order || before?.version === undefined) return;
    queryClient.setQueryData<Listed<Kept>>(of.queryKey, { ...before, items: [...items, ...stuck] });
    try {
      const ids = items.map(({ id }) => id);
      queryClient.setQueryData(of.queryKey, await of.order.keep(ids, before.version));
    } catch (error) {
      await queryClient.invalidateQueries({ queryKey: of.queryKey });
      throw error;
    }
  };
  const move = async (view: Kept, by: -1 | 1) => {
    const index = loose.indexOf(view);
    const next = moved(loose, index, by);
    if (next === loose) return;
    const name = of.titleOf(view, (word) => say(word, language));
    await doing(
      t('placed', { name, n: index + by + 1 }),
      () => keep(next),
      () => keep(loose),
    );
  };
  const movable = (view: Kept) => {
    const index = loose.indexOf(view);
    return { up: index > 0, down: index >= 0 && index < loose.length - 1 };
  };
  return { move, movable };
}
