import { Badge, Button, CopyButton, SegmentedControl, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Preview } from '@deskbeat/contracts';
import { useState } from 'react';
import { path, post, remove } from '../../../api/client.js';
import { useMay } from '../../../api/permissions.js';
import { queryClient } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { reasonOf, titleOf } from '../../../ui/problem.js';
import { useDoing } from '../../../ui/toaster.js';
import { useConfirming } from '../form/confirming.js';
import formStyles from '../form/form.module.css';
import type { MoreOf } from '../form/resource.js';
import { TicketChoice } from '../form/ticket-choice.js';
import { TemplateVersions } from './template-versions.js';
import { templateWords } from './template-words.js';
import { templatesKey, type ListedTemplate } from './templates-data.js';
import styles from './texts.module.css';

/** What a template may use, how it looks, and what it was before. */
export function TemplateMore({ view, values }: MoreOf<ListedTemplate>) {
  const t = useWords(templateWords);
  const may = useMay();
  const doing = useDoing();
  const { confirm, dialog } = useConfirming();
  if (!view) return null;
  const { cause, language, variables, isOwn } = view;
  const reset = async () => {
    if (!(await confirm(t('resetSure'), t('reset')))) return;
    await doing(t('wasReset'), () =>
      remove(path`/templates/${cause}/${language}`).then(() =>
        queryClient.invalidateQueries({ queryKey: templatesKey }),
      ),
    );
  };
  return (
    <>
      <section className={formStyles.more} aria-label={t('variables')}>
        <h3>{t('variables')}</h3>
        <div className={styles.variables}>
          {variables.map((name) => (
            <CopyButton key={name} value={`{{ ${name} }}`}>
              {({ copied, copy }) => (
                <UnstyledButton onClick={copy} className={styles.variable}>
                  <code>{name}</code> {copied && <Badge size="xs">{t('copied')}</Badge>}
                </UnstyledButton>
              )}
            </CopyButton>
          ))}
        </div>
      </section>
      <TemplatePreview view={view} title={values.title as string} body={values.body as string} />
      <TemplateVersions view={view} />
      {isOwn && may?.('notifications.reset-template') && (
        <div className={formStyles.more}>
          <div>
            <Button variant="subtle" color="red" onClick={() => void reset()}>
              {t('reset')}
            </Button>
          </div>
        </div>
      )}
      {dialog}
    </>
  );
}

function TemplatePreview({ view, title, body }: { view: ListedTemplate; title: string; body: string }) {
  const t = useWords(templateWords);
  const { language } = useLanguage();
  const [show, setShow] = useState<'letter' | 'body'>('letter');
  const [withTicket, setTicket] = useState<string>();
  const [asked] = useDebouncedValue({ title, body, ...(withTicket && { withTicket }) }, 350);
  const found = useQuery({
    queryKey: ['template-preview', view.id, asked],
    queryFn: () => post<Preview>(path`/templates/${view.cause}/${view.language}/preview`, asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={formStyles.more} aria-label={t('preview')}>
      <div className={styles.head}>
        <h3>{t('preview')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('preview')}
          value={show}
          onChange={(value) => setShow(value as typeof show)}
          data={(['letter', 'body'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <p className={`${formStyles.hint} db-quiet`}>{t('previewHint')}</p>
      <TicketChoice label={t('withTicket')} hint={t('withTicketHint')} onChoose={setTicket} />
      {found.error && (
        <p className={formStyles.fault} role="alert">
          {[titleOf(found.error, language), reasonOf(found.error, language)].filter(Boolean).join(': ')}
        </p>
      )}
      {found.data && !found.error && (
        <div className={styles.letter}>
          <strong>{found.data.title}</strong>
          {show === 'letter' ? (
            <iframe title={t('letter')} sandbox="" srcDoc={found.data.html} />
          ) : (
            <pre>{found.data.text}</pre>
          )}
        </div>
      )}
    </section>
  );
}
