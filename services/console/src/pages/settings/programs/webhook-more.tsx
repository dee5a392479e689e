import { Button } from '@mantine/core';
import type { WebhookView } from '@deskbeat/contracts';
import { path, post } from '../../../api/client.js';
import { useMay } from '../../../api/permissions.js';
import { useWords } from '../../../i18n/language.js';
import { useDoing } from '../../../ui/toaster.js';
import styles from '../form/form.module.css';
import type { MoreOf } from '../form/resource.js';
import { Secret } from './secret.js';
import { webhookWords } from './webhook-words.js';

/** The secret, as long as it is shown, and a try. */
export function WebhookMore({ view }: MoreOf<WebhookView>) {
  const t = useWords(webhookWords);
  const may = useMay();
  const doing = useDoing();
  if (!view) return null;
  const { id, secret } = view;
  return (
    <div className={styles.more}>
      {secret && <Secret value={secret} />}
      {may?.('notifications.test-webhook') && (
        <div>
          <Button variant="default" onClick={() => void doing(t('tested'), () => post(path`/webhooks/${id}/test`))}>
            {t('test')}
          </Button>
        </div>
      )}
    </div>
  );
}
