import { useQuery } from '@tanstack/react-query';
import type { TemplateVersions as Versions } from '@deskbeat/contracts';
import { get, path } from '../../../api/client.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import formStyles from '../form/form.module.css';
import { templateWords } from './template-words.js';
import type { ListedTemplate } from './templates-data.js';
import styles from './texts.module.css';

/** What a text was before; nothing for one that nobody has rewritten. */
export function TemplateVersions({ view: { cause, language, version } }: { view: ListedTemplate }) {
  const t = useWords(templateWords);
  const { instant } = useFormats();
  const found = useQuery({
    queryKey: ['template-versions', cause, language, version],
    queryFn: ({ signal }) => get<Versions>(path`/templates/${cause}/${language}/versions`, {}, signal),
    enabled: version > 1,
  });
  const earlier = found.data?.items.filter((one) => one.version < version) ?? [];
  if (earlier.length === 0) return null;
  return (
    <section className={formStyles.more} aria-label={t('versions')}>
      <h3>{t('versions')}</h3>
      {earlier.map((one) => (
        <details key={one.version} className={styles.earlier}>
          <summary>
            {t('version', { n: one.version })}{' '}
            <span className="db-quiet">{one.updatedAt && instant(one.updatedAt)}</span>
          </summary>
          <strong>{one.title}</strong>
          <pre>{one.body}</pre>
        </details>
      ))}
    </section>
  );
}
