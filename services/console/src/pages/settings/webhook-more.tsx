import { Button, Code, Stack } from '@mantine/core';
import type { WebhookView } from '@deskbeat/contracts';
import { path, post } from '../../api/client.js';
import { useWords } from '../../i18n/language.js';
import { useDoing } from '../../ui/toaster.js';
import { settingsWords } from './settings-words.js';

/** The secret, as long as it is shown, and a try. */
export function WebhookMore({ view }: { view: WebhookView }) {
  const t = useWords(settingsWords);
  const doing = useDoing();
  return (
    <Stack gap="sm" align="start">
      {view.secret && (
        <div>
          {t('secret')}: <Code>{view.secret}</Code>
        </div>
      )}
      <Button variant="default" onClick={() => void doing(t('tested'), () => post(path`/webhooks/${view.id}/test`))}>
        {t('test')}
      </Button>
    </Stack>
  );
}
