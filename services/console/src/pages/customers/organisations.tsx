import { CloseButton } from '@mantine/core';
import { useWords } from '../../i18n/language.js';
import { ReferencePicker, useReferenceName } from '../../ui/reference-picker.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';

/** Organisations that a person belongs to. */
export function Organisations({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useWords(customerWords);
  return (
    <div>
      <ReferencePicker
        key={ids.length}
        of="organisation"
        label={t('organisations')}
        placeholder={t('addOrganisation')}
        value={null}
        onChange={(id) => id && !ids.includes(id) && onChange([...ids, id])}
      />
      <div className={styles.pills}>
        {ids.map((id) => (
          <Pill key={id} id={id} onRemove={() => onChange(ids.filter((one) => one !== id))} />
        ))}
      </div>
    </div>
  );
}

function Pill({ id, onRemove }: { id: string; onRemove: () => void }) {
  const t = useWords(customerWords);
  const name = useReferenceName('organisation', id) ?? id;
  return (
    <span className={styles.pill}>
      <span className="db-line">{name}</span>
      <CloseButton size="xs" aria-label={`${t('remove')}: ${name}`} onClick={onRemove} />
    </span>
  );
}
