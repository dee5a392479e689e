import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { auditOutcomes } from '@deskbeat/contracts/vocabulary';
import { auditFile, auditQuery, type AuditFilter } from '../../../api/audit.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../../ui/section.js';
import { AuditDetail } from './audit-detail.js';
import { AuditTable } from './audit-table.js';
import { auditWords, outcomeWords } from './audit-words.js';
import styles from './audit.module.css';
import { ChainCheck } from './chain-check.js';

const texts = ['actor', 'action', 'on'] as const;

/** What was done in the system. */
export function Page() {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [filter, setFilter] = useState<AuditFilter>({});
  const [chosen, setChosen] = useState<number>();
  const log = useInfiniteQuery(auditQuery(filter));
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const record = items.find(({ sequence }) => sequence === chosen);
  const narrow = (values: Record<string, string>) => {
    setTyped(values);
    setFilter(filterOf(values));
  };
  const type = (field: string, value: string) => setTyped({ ...typed, [field]: value });
  return (
    <div className={styles.page}>
      <form
        className={styles.tools}
        onSubmit={(event) => {
          event.preventDefault();
          narrow(typed);
        }}
      >
        {texts.map((field) => (
          <TextInput
            key={field}
            size="xs"
            label={t(field)}
            name={field}
            value={typed[field] ?? ''}
            onChange={({ currentTarget }) => type(field, currentTarget.value)}
            onBlur={() => narrow(typed)}
          />
        ))}
        <NativeSelect
          size="xs"
          label={t('outcome')}
          value={typed.outcome ?? ''}
          onChange={({ currentTarget }) => narrow({ ...typed, outcome: currentTarget.value })}
          data={[
            { value: '', label: t('any') },
            ...auditOutcomes.map((value) => ({ value, label: String(say(outcomeWords[value], language)) })),
          ]}
        />
        {(['since', 'until'] as const).map((field) => (
          <TextInput
            key={field}
            size="xs"
            type="datetime-local"
            label={t(field)}
            value={typed[field] ?? ''}
            onChange={({ currentTarget }) => narrow({ ...typed, [field]: currentTarget.value })}
          />
        ))}
        <button type="submit" hidden />
      </form>
      <div className={styles.bar}>
        <span className="db-quiet">{t('hint')}</span>
        <span className={styles.end}>
          <ChainCheck icon={<IconShieldCheck size={16} />} />
          {(['csv', 'ndjson'] as const).map((kind) => (
            <Button
              key={kind}
              component="a"
              href={auditFile(filter, kind)}
              download
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} />}
            >
              {t(kind)}
            </Button>
          ))}
        </span>
      </div>
      <div className={styles.scroller}>
        {log.isPending && <SkeletonRows rows={14} />}
        {log.error && !log.data && <ProblemPanel error={log.error} retry={() => void log.refetch()} />}
        {log.data && items.length === 0 && <EmptyState title={t('nothing')} />}
        {items.length > 0 && <AuditTable items={items} chosen={chosen} onChoose={setChosen} />}
        {log.hasNextPage && (
          <Button
            variant="default"
            className={styles.more}
            loading={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {t('older')}
          </Button>
        )}
      </div>
      {record && <AuditDetail record={record} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

/** What was typed, without what is empty; a local time is an instant. */
function filterOf(values: Record<string, string>): AuditFilter {
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(
    filled.map(([field, value]) => [
      field,
      field === 'since' || field === 'until' ? new Date(value).toISOString() : value.trim(),
    ]),
  );
}
