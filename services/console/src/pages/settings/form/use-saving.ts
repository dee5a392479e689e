import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isProblem } from '../../../api/problem.js';
import { queryClient } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say, type Word } from '../../../i18n/words.js';
import { useDoing, useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { settingsWords } from '../settings-words.js';
import { useFaults } from '../../../ui/use-faults.js';
import type { ResourceFormProps } from './resource-form.js';
import type { Kept, Values } from './resource.js';
import { fresh } from './resource-list.js';

/** Keeps and removes one of a kind, and knows what was refused. */
export function useSaving({ of, view, onSaved }: Pick<ResourceFormProps, 'of' | 'view' | 'onSaved'>) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const doing = useDoing();
  const refuse = useRefusal();
  const [shown, setShown] = useState(view);
  const [isConflict, setConflict] = useState(false);
  const home = `/settings/${of.key}`;
  const nameOf = (one: Kept) => of.titleOf(one, (word: Word) => say(word, language));
  const refresh = () => queryClient.invalidateQueries({ queryKey: of.queryKey });
  const save = useMutation({
    // After a conflict the newest version is the one that was seen: the form says so.
    mutationFn: (values: Values) => of.save(values, isConflict ? view : shown),
    onSuccess: async (saved) => {
      setShown(saved);
      setConflict(false);
      onSaved(saved);
      toast({ tone: 'done', text: t('saved', { name: nameOf(saved) }) });
      await refresh();
      // Whoever has gone on meanwhile is not called back.
      const isStillHere = decodeURIComponent(window.location.pathname) === `${home}/${fresh}`;
      if (isStillHere) void navigate(`${home}/${encodeURIComponent(saved.id)}`, { replace: true });
    },
    onError: async (error) => {
      if (!isProblem(error, 'version-conflict')) return refuse(error);
      await refresh();
      setConflict(true);
    },
  });
  const remove = async (one: Kept) => {
    const again = of.canBringBack ? () => of.save(of.valuesOf(one)).then(refresh) : undefined;
    if (await doing(t('removed', { name: nameOf(one) }), () => of.remove!(one).then(refresh), again))
      void navigate(home);
  };
  const faults = useFaults(save.error);
  return { save, remove, isConflict, faults, shown, setShown };
}
