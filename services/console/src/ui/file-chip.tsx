import { CloseButton } from '@mantine/core';
import { IconFile, IconPhoto } from '@tabler/icons-react';
import { useFormats } from '../i18n/language.js';
import styles from './marks.module.css';

interface Shown {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** A file that can be opened; pictures have another sign. */
export function FileChip({ file, onRemove }: { file: Shown; onRemove?: () => void }) {
  const { bytes } = useFormats();
  const Icon = file.type.startsWith('image/') ? IconPhoto : IconFile;
  return (
    <span className={styles.file}>
      <a
        href={`/api/v1/files/${encodeURIComponent(file.id)}`}
        target="_blank"
        rel="noreferrer"
        className="db-line"
        style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}
      >
        <Icon size={14} />
        <span className="db-line">{file.name}</span>
        <span className="db-quiet">{bytes(file.size)}</span>
      </a>
      {onRemove && <CloseButton size="xs" aria-label={file.name} onClick={onRemove} />}
    </span>
  );
}
