import { useState } from 'react';
import type { FieldDefinition, FieldValue } from '@deskbeat/contracts';
import { OwnField } from '../../ui/own-field.js';

interface Given {
  field: FieldDefinition;
  value: FieldValue | undefined;
  onSave: (value: FieldValue | null) => void;
}

const isTyped = ({ kind }: FieldDefinition): boolean => kind === 'text' || kind === 'number' || kind === 'date';

/** Edited where it stands: what is chosen is saved at once, what is typed when one leaves it or presses `Enter`. */
export function InlineField({ field, value, onSave }: Given) {
  const [typed, setTyped] = useState<FieldValue | null>();
  const save = () => {
    setTyped(undefined);
    if (typed !== undefined && typed !== (value ?? null)) onSave(typed);
  };
  return (
    <div
      onBlur={save}
      onKeyDown={({ key, nativeEvent }) => {
        if (!isTyped(field) || nativeEvent.isComposing) return;
        if (key === 'Enter') save();
        if (key === 'Escape') setTyped(undefined);
      }}
    >
      <OwnField
        bare
        size="xs"
        field={field}
        value={typed === undefined ? value : (typed ?? undefined)}
        onChange={isTyped(field) ? setTyped : onSave}
      />
    </div>
  );
}
