import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { toFirstFault } from '../../../ui/to-first-fault.js';
import { useUnsaved } from '../../../ui/unsaved.js';
import { BackLink } from '../../../ui/split.js';
import { settingsWords } from '../settings-words.js';
import { useConfirming } from './confirming.js';
import { FieldInput } from './field-input.js';
import styles from './form.module.css';
import type { Kept, Resource, Say, Value } from './resource.js';
import { useSaving } from './use-saving.js';

export interface ResourceFormProps {
  of: Resource;
  view?: Kept;
  mayChange: boolean;
  /** Takes what was made, with what only its maker is told. */
  onSaved: (saved: Kept) => void;
}

/** One of a kind; what was typed stays when it is refused, and each field says what is wrong with it. */
export function ResourceForm({ of, view, mayChange, onSaved }: ResourceFormProps) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const speak: Say = (word, given) => say(word, language, given);
  const [values, setValues] = useState(() => of.valuesOf(view));
  const [isChanged, setChanged] = useState(false);
  const { save, remove, isConflict, faults, shown, setShown } = useSaving({
    of,
    view,
    onSaved: (saved) => {
      setChanged(false);
      setValues(of.valuesOf(saved));
      onSaved(saved);
    },
  });
  const { confirm, dialog } = useConfirming();
  useEffect(() => {
    if (isChanged || !view || view.version <= (shown?.version ?? 0)) return;
    setShown(view);
    setValues(of.valuesOf(view));
  }, [of, view, isChanged, shown, setShown]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (save.error) toFirstFault(form.current);
  }, [save.error]);
  const canSave = mayChange && !(view && of.isFinal);
  useUnsaved(() => canSave && isChanged);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!canSave) return;
    save.mutate(values);
  };
  const askToRemove = async (one: Kept) => {
    if (of.canBringBack || (await confirm(t('removeSure', { name: of.titleOf(one, speak) }), t('remove'))))
      await remove(one);
  };
  const { More } = of;
  const fields = typeof of.fields === 'function' ? of.fields(shown) : of.fields;
  return (
    <div className={styles.sheet}>
      <form ref={form} className={styles.fields} onSubmit={submit} aria-label={speak(of.one)}>
        <BackLink to={`/settings/${of.key}`}>{t('back')}</BackLink>
        <h2>{view ? of.titleOf(view, speak) : t('newOne', { one: speak(of.one) })}</h2>
        {!mayChange && <p className="db-quiet">{t('readOnly')}</p>}
        {isConflict && (
          <p className={styles.conflict} role="alert">
            {t('changedMeanwhile')}
          </p>
        )}
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name]!}
            faults={faults.under(`/${field.name}`)}
            disabled={!canSave || (field.fixed === true && view !== undefined)}
            onChange={(value: Value) => {
              setChanged(true);
              setValues((before) => ({ ...before, [field.name]: value }));
            }}
          />
        ))}
        <div className={styles.actions}>
          {canSave && (
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          )}
          {view && mayChange && of.remove && !of.order?.stays?.(view) && (
            <Button variant="subtle" color="red" onClick={() => void askToRemove(view)}>
              {t('remove')}
            </Button>
          )}
        </div>
      </form>
      {More && <More view={shown} values={values} isChanged={isChanged} />}
      {dialog}
    </div>
  );
}
