import { MantineProvider } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { useWords } from '../i18n/language.js';
import { kitWords } from '../ui/kit-words.js';
import { themeWith } from './theme.js';

/** The look of everything, with what the kit draws itself in the reader's language. */
export function Themed({ children }: { children: ReactNode }) {
  const t = useWords(kitWords);
  const theme = useMemo(() => themeWith(t('close')), [t]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
