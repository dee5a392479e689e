import { useSyncExternalStore } from 'react';
import { useLanguage, useWords } from '../i18n/language.js';
import { kitWords } from './kit-words.js';
import { reasonOf, titleOf } from './problem.js';
import { dismiss, hold, letGo, listenToToasts, shownToasts, toast, type Toast } from './toasts.js';
import styles from './toaster.module.css';

export function Toaster() {
  const toasts = useSyncExternalStore(listenToToasts, shownToasts);
  return (
    <div className={styles.toaster} role="status" aria-live="polite">
      {toasts.map((one) => (
        <Shown key={one.id} toast={one} />
      ))}
    </div>
  );
}

function Shown({ toast: one }: { toast: Toast }) {
  const t = useWords(kitWords);
  const { id, text, detail, tone, undo } = one;
  const [stay, go] = [() => hold(one), () => letGo(one)];
  return (
    <div className={styles.toast} data-tone={tone} onPointerEnter={stay} onPointerLeave={go} onFocus={stay} onBlur={go}>
      <div className={styles.text}>
        {text}
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
      <button
        type="button"
        onClick={() => {
          dismiss(id);
          undo?.();
        }}
      >
        {undo ? t('undo') : t('close')}
      </button>
    </div>
  );
}

/** Says why something was refused. */
export function useRefusal(): (error: unknown) => void {
  const { language } = useLanguage();
  return (error) => toast({ tone: 'refused', text: titleOf(error, language), detail: reasonOf(error, language) });
}

/** Does something at once, says that it is done and how it is undone; a refusal says why. */
export function useDoing() {
  const refuse = useRefusal();
  return async (text: string, work: () => Promise<unknown>, undo?: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
    } catch (error) {
      refuse(error);
      return false;
    }
    toast({ tone: 'done', text, ...(undo && { undo: () => void undo().catch(refuse) }) });
    return true;
  };
}
