import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useWords } from '../../../i18n/language.js';
import { EmptyState, SkeletonRows } from '../../../ui/section.js';
import { Split } from '../../../ui/split.js';
import { settingsWords } from '../settings-words.js';
import { fresh, ListHead, ResourceList } from './resource-list.js';
import { ResourceForm } from './resource-form.js';
import type { Kept, Resource } from './resource.js';

/** All of a kind, and the form of one. */
export function ResourcePage({ of, mayChange }: { of: Resource; mayChange: boolean }) {
  const t = useWords(settingsWords);
  const { id } = useParams();
  const [typed, setTyped] = useState('');
  const [made, setMade] = useState<Kept>();
  const list = useQuery({ queryKey: of.queryKey, queryFn: ({ signal }) => of.list(signal) });
  const there = list.data?.items.find((view) => view.id === id);
  // What only its maker is told stands in what was answered, and in no list.
  const chosen = there && made && made.id === id && made.version === there.version ? made : there;
  const tool = of.tools?.find(({ key }) => id === `~${key}`) ?? (id === undefined ? of.tools?.[0] : undefined);
  const isNew = id === fresh && mayChange;
  const mayChangeIt = mayChange && (!chosen || (of.mayChange?.(chosen) ?? true));
  return (
    <Split
      isChosen={id !== undefined}
      head={<ListHead of={of} typed={typed} mayChange={mayChange} onType={setTyped} />}
      list={<ResourceList of={of} list={list} typed={typed} mayChange={mayChange} />}
    >
      {tool && <tool.Tool key={tool.key} />}
      {!tool && id === undefined && <EmptyState title={t('nothingChosen')} />}
      {!tool && id !== undefined && !isNew && !chosen && (list.isPending ? <SkeletonRows rows={6} /> : <Gone />)}
      {(isNew || chosen) && <ResourceForm key={id} of={of} view={chosen} mayChange={mayChangeIt} onSaved={setMade} />}
    </Split>
  );
}

function Gone() {
  const t = useWords(settingsWords);
  return <EmptyState title={t('gone')} />;
}
