import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { fieldErrors, isProblem } from '../../api/problem.js';
import { queryClient } from '../../api/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useDoing, useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { FieldInput } from './field-input.js';
import type { Kept, Resource, Value } from './resource.js';
import { settingsWords } from './settings-words.js';
import styles from './settings.module.css';

/** One of a kind; what was typed stays when it is refused, and each field says what is wrong with it. */
export function ResourceForm({ of, view }: { of: Resource; view?: Kept }) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const doing = useDoing();
  const refuse = useRefusal();
  const [values, setValues] = useState(() => of.valuesOf(view));
  const [shown, setShown] = useState(view);
  const [isConflict, setConflict] = useState(false);
  const home = `/settings/${of.key}`;
  const refresh = () => queryClient.invalidateQueries({ queryKey: of.queryKey });
  const save = useMutation({
    // After a conflict the newest version is the one that was seen: the form says so.
    mutationFn: () => of.save(values, isConflict ? view : shown),
    onSuccess: async (saved) => {
      setShown(saved);
      setConflict(false);
      toast({ tone: 'done', text: t('saved', { name: of.titleOf(saved) }) });
      await refresh();
      if (!view) void navigate(`${home}/${encodeURIComponent(saved.id)}`, { replace: true });
    },
    onError: async (error) => {
      if (!isProblem(error, 'version-conflict')) return refuse(error);
      await refresh();
      setConflict(true);
    },
  });
  const errors = fieldErrors(save.error);
  const remove = async (one: Kept) => {
    const again = of.canBringBack ? () => of.save(of.valuesOf(one)).then(refresh) : undefined;
    if (await doing(t('removed', { name: of.titleOf(one) }), () => of.remove(one).then(refresh), again))
      void navigate(home);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const { More } = of;
  return (
    <form className={styles.fields} onSubmit={submit} aria-label={say(of.one, language)}>
      <Link to={home} className={styles.back}>
        <IconArrowLeft size={16} /> {t('back')}
      </Link>
      <h2>{view ? of.titleOf(view) : t('newOne', { one: say(of.one, language) })}</h2>
      {isConflict && (
        <p className={styles.conflict} role="alert">
          {t('changedMeanwhile')}
        </p>
      )}
      {of.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name]!}
          error={errors[field.name]}
          disabled={field.fixed === true && view !== undefined}
          onChange={(value: Value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <div className={styles.actions}>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        {view && (
          <Button variant="subtle" color="red" onClick={() => void remove(view)}>
            {t('remove')}
          </Button>
        )}
      </div>
      {shown && More && <More view={shown} />}
    </form>
  );
}
