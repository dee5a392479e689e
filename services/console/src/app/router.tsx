import { createBrowserRouter, isRouteErrorResponse, useRouteError, type RouteObject } from 'react-router';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useWords } from '../i18n/language.js';
import { ProblemPanel } from '../ui/problem.js';
import { EmptyState, SkeletonRows } from '../ui/section.js';
import { appWords } from './app-words.js';
import { pages, type PageEntry } from './pages.js';
import { Shell } from './shell.js';

const routeOf = ({ path, load }: PageEntry): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).Page }),
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

/** One page failed; the frame and the others go on. */
function RouteProblem() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NoPage />;
  return <ProblemPanel error={error} retry={() => location.reload()} />;
}

function NoPage() {
  const t = useWords(appWords);
  return (
    <EmptyState
      title={t('noPage')}
      action={
        <Button component={Link} to="/">
          {t('backHome')}
        </Button>
      }
    />
  );
}
