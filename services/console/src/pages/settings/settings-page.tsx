import { lazy, Suspense, useCallback, type ComponentType } from 'react';
import { Navigate, NavLink, useParams } from 'react-router';
import { useMay } from '../../api/permissions.js';
import { useTitle } from '../../app/page-title.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { ResourcePage } from './form/resource-page.js';
import { sections, type Section } from './sections.js';
import { settingsWords } from './settings-words.js';
import styles from './settings.module.css';

interface Shown {
  mayChange: boolean;
}
const shownBy = ({ load }: Section): ComponentType<Shown> =>
  lazy(async (): Promise<{ default: ComponentType<Shown> }> => {
    const loaded = await load();
    if ('Page' in loaded) return { default: loaded.Page };
    return { default: ({ mayChange }: Shown) => <ResourcePage of={loaded.of} mayChange={mayChange} /> };
  });
const pages = new Map(sections.map((section) => [section.key, shownBy(section)]));
const groups = ['organisation', 'work', 'texts', 'programs'] as const;

/** How the organisation works, without a developer. Everybody sees what they may set up or look at. */
export function Page() {
  const t = useWords(settingsWords);
  const { section } = useParams();
  const may = useMay();
  useTitle(t('title'));
  if (!may) return <SkeletonRows rows={8} />;
  const mine = sections.filter(({ shownTo, changedBy }) => may(shownTo) || may(changedBy));
  const chosen = mine.find(({ key }) => key === section);
  const Chosen = chosen && pages.get(chosen.key);
  if (mine.length === 0) return <EmptyState title={t('nothingMayBeSeen')} />;
  if (!Chosen) return <Navigate to={`/settings/${mine[0]!.key}`} replace />;
  return (
    <div className={styles.page}>
      <nav className={styles.sections} aria-label={t('title')}>
        {groups.map((group) => (
          <Group key={group} name={t(group)} sections={mine.filter((one) => one.group === group)} />
        ))}
      </nav>
      <Suspense key={chosen.key} fallback={<SkeletonRows rows={8} />}>
        <Chosen mayChange={may(chosen.changedBy)} />
      </Suspense>
    </div>
  );
}

function Group({ name, sections: shown }: { name: string; sections: readonly Section[] }) {
  const { language } = useLanguage();
  const { section } = useParams();
  // Where the sections stand side by side, the chosen one may be out of sight.
  const intoSight = useCallback(
    (link: HTMLAnchorElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'center' }),
    [],
  );
  if (shown.length === 0) return null;
  return (
    <>
      <h2 className={styles.group}>{name}</h2>
      {shown.map(({ key, icon: Icon, word }) => (
        <NavLink
          key={key}
          ref={key === section ? intoSight : undefined}
          to={`/settings/${key}`}
          className={styles.section}
        >
          <Icon size={18} stroke={1.7} aria-hidden /> {say(word, language)}
        </NavLink>
      ))}
    </>
  );
}
