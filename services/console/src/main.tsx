import '@mantine/core/styles.css';
import './app/theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { LiveProvider } from './api/live.js';
import { queryClient } from './api/queries.js';
import { SessionProvider } from './api/session.js';
import { Entrance } from './app/entrance.js';
import { router } from './app/router.js';
import { Themed } from './app/themed.js';
import { LanguageProvider } from './i18n/language.js';
import { Toaster } from './ui/toaster.js';

const MustEnrol = lazy(async () => ({ default: (await import('./pages/account/must-enrol.js')).MustEnrol }));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <Themed>
        <QueryClientProvider client={queryClient}>
          <SessionProvider
            entrance={(given) => <Entrance {...given} />}
            unfinished={(given) => (
              <Suspense>
                <MustEnrol {...given} />
              </Suspense>
            )}
          >
            <LiveProvider>
              <RouterProvider router={router} />
            </LiveProvider>
          </SessionProvider>
          <Toaster />
        </QueryClientProvider>
      </Themed>
    </LanguageProvider>
  </StrictMode>,
);
