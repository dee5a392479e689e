import { createBrowserRouter, isRouteErrorResponse, useRouteError, type RouteObject } from 'react-router';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMay } from '../api/permissions.js';
import { useWords } from '../i18n/language.js';
import { ProblemPanel } from '../ui/problem.js';
import { EmptyState, SkeletonRows } from '../ui/section.js';
import { appWords } from './app-words.js';
import { pages, type PageEntry } from './pages.js';
import { Shell } from './shell.js';

const routeOf = ({ path, load, needs }: PageEntry): RouteObject => ({
  path,
  lazy: async () => {
    const { Page } = await load();
    return { Component: needs ? () => <Guarded needs={needs} page={<Page />} /> : Page };
  },
  ErrorBoundary: RouteProblem,
  HydrateFallback: SkeletonRows,
});

export const router = createBrowserRouter([
  ...pages.filter(({ bare }) => bare).map(routeOf),
  {
    Component: Shell,
    HydrateFallback: SkeletonRows,
    children: [...pages.filter(({ bare }) => !bare).map(routeOf), { path: '*', Component: NoPage }],
  },
]);

/** A page for those who may see it. */
function Guarded({ needs, page }: { needs: string; page: ReactNode }) {
  const t = useWords(appWords);
  const may = useMay();
  if (!may) return <SkeletonRows />;
  if (may(needs)) return page;
  return (
    <EmptyState title={t('notYours')} action={<HomeButton />}>
      {t('notYoursHint')}
    </EmptyState>
  );
}

function HomeButton() {
  const t = useWords(appWords);
  return (
    <Button component={Link} to="/">
      {t('backHome')}
    </Button>
  );
}

/** One page failed; the frame and the others go on. */
function RouteProblem() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NoPage />;
  return <ProblemPanel error={error} retry={() => location.reload()} />;
}

function NoPage() {
  const t = useWords(appWords);
  return <EmptyState title={t('noPage')} action={<HomeButton />} />;
}
