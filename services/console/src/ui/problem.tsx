import { Button } from '@mantine/core';
import { ApiProblem } from '../api/problem.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { say, type Language } from '../i18n/words.js';
import { kitWords } from './kit-words.js';
import { problemWords } from './problem-words.js';
import { refusalIn, refusalsIn } from './refusals.js';
import styles from './section.module.css';

/** Title of a failure in the reader's language. */
export function titleOf(error: unknown, language: Language): string {
  if (!(error instanceof ApiProblem)) return say(problemWords.internal!, language);
  const word = problemWords[error.code];
  return word ? say(word, language) : error.title;
}

/** Why, as far as the system says it. */
export function reasonOf(error: unknown, language: Language): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const messages = error.errors.map(({ message }) => message);
  return refusalsIn(language, messages) || (error.detail && refusalIn(language, error.detail));
}

/** A part of a page that could not be loaded, and what to tell whoever looks after the system. */
export function ProblemPanel({ error, retry }: { error: unknown; retry?: () => void }) {
  const { language } = useLanguage();
  const t = useWords(kitWords);
  const reason = reasonOf(error, language);
  const traceId = error instanceof ApiProblem ? error.traceId : undefined;
  return (
    <div className={styles.problem} role="alert">
      <h2>{titleOf(error, language)}</h2>
      {reason && <p className="db-quiet">{reason}</p>}
      {traceId && (
        <p className={styles.trace}>
          {t('trace')} {traceId}
        </p>
      )}
      {retry && (
        <div>
          <Button variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
