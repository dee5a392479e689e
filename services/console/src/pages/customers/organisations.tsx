import { CloseButton } from '@mantine/core';
import { useWords } from '../../i18n/language.js';
import { ReferencePicker, useReferenceName } from '../../ui/reference-picker.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';

interface Given {
  ids: readonly string[];
  error?: string;
  disabled?: boolean;
  onChange: (ids: string[]) => void;
}

/** Organisations, chosen by their names. */
export function Organisations({ ids, error, disabled, onChange }: Given) {
  const t = useWords(customerWords);
  return (
    <div>
      {!disabled && (
        <ReferencePicker
          key={ids.length}
          of="organisation"
          label={t('organisations')}
          placeholder={t('addOrganisation')}
          error={error}
          value={null}
          onChange={(id) => id && !ids.includes(id) && onChange([...ids, id])}
        />
      )}
      <div className={styles.pills}>
        {ids.map((id) => (
          <Pill key={id} id={id} onRemove={disabled ? undefined : () => onChange(ids.filter((one) => one !== id))} />
        ))}
      </div>
    </div>
  );
}

function Pill({ id, onRemove }: { id: string; onRemove?: () => void }) {
  const t = useWords(customerWords);
  const name = useReferenceName('organisation', id) ?? id;
  return (
    <span className={styles.pill}>
      <span className="db-line">{name}</span>
      {onRemove && <CloseButton size="xs" aria-label={`${t('remove')}: ${name}`} onClick={onRemove} />}
    </span>
  );
}
