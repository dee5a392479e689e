import { useTitle } from '../../app/page-title.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { Navigate, NavLink, useParams } from 'react-router';
import { people, queues, teams } from './directory-resources.js';
import { ResourcePage } from './resource-page.js';
import { settingsWords } from './settings-words.js';
import styles from './settings.module.css';
import { cannedReplies, webhooks } from './work-resources.js';

const resources = [people, teams, queues, cannedReplies, webhooks];

/** How the organisation works, without a developer. */
export function Page() {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const { section } = useParams();
  const chosen = resources.find(({ key }) => key === section);
  useTitle(t('title'));
  return (
    <div className={styles.page}>
      <nav className={styles.sections} aria-label={t('title')}>
        {resources.map(({ key, icon: Icon, word }) => (
          <NavLink key={key} to={`/settings/${key}`} className={styles.section}>
            <Icon size={18} stroke={1.7} aria-hidden /> {say(word, language)}
          </NavLink>
        ))}
      </nav>
      {chosen ? <ResourcePage key={chosen.key} of={chosen} /> : <Navigate to="/settings/people" replace />}
    </div>
  );
}
