import { Button, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { NewKey } from '@deskbeat/contracts';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { path, post, remove } from '../../../api/client.js';
import { useMay } from '../../../api/permissions.js';
import { queryClient } from '../../../api/queries.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import { useDoing, useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { useConfirming } from '../form/confirming.js';
import styles from '../form/form.module.css';
import type { MoreOf } from '../form/resource.js';
import { keyWords } from './key-words.js';
import { keysKey, type KnownKey } from './keys-data.js';
import programStyles from './programs.module.css';
import { Secret } from './secret.js';

/** When a key was used, a new secret for it, and its end. */
export function KeyMore({ view }: MoreOf<KnownKey>) {
  const t = useWords(keyWords);
  const { instant, ago } = useFormats();
  const may = useMay();
  const navigate = useNavigate();
  const doing = useDoing();
  const refuse = useRefusal();
  const { confirm, dialog } = useConfirming();
  const [overlapHours, setOverlap] = useState(24);
  const refresh = () => queryClient.invalidateQueries({ queryKey: keysKey });
  const rotate = useMutation({
    mutationFn: (id: string) => post<NewKey>(path`/keys/${id}/rotation`, { overlapHours }),
    onSuccess: async ({ key: { name } }) => {
      toast({ tone: 'done', text: t('rotatedNow', { name }) });
      await refresh();
    },
    onError: refuse,
  });
  if (!view) return null;
  const { id, name, begins, createdAt, lastUsedAt, rotatedAt } = view;
  const secret = rotate.data?.secret ?? view.secret;
  const revoke = async () => {
    if (!(await confirm(t('revokeSure', { name }), t('revoke')))) return;
    if (await doing(t('revoked', { name }), () => remove(path`/keys/${id}`).then(refresh)))
      void navigate('/settings/keys');
  };
  const facts = [
    [t('begins'), `${rotate.data?.key.begins ?? begins}…`],
    [t('created'), instant(createdAt)],
    [t('lastUsed'), lastUsedAt ? `${ago(lastUsedAt)} · ${instant(lastUsedAt)}` : t('neverUsed')],
    ...(rotatedAt ? [[t('rotated'), instant(rotatedAt)]] : []),
  ];
  return (
    <div className={styles.more}>
      {secret && <Secret value={secret} />}
      <dl className={programStyles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {may?.('access.rotate-key') && (
        <>
          <div className={programStyles.rotation}>
            <NumberInput
              label={t('overlap')}
              description={t('rotateHint')}
              min={0}
              max={720}
              value={overlapHours}
              onChange={(hours) => setOverlap(Number(hours))}
            />
            <Button variant="default" loading={rotate.isPending} onClick={() => rotate.mutate(id)}>
              {t('rotate')}
            </Button>
          </div>
          <div>
            <Button variant="subtle" color="red" onClick={() => void revoke()}>
              {t('revoke')}
            </Button>
          </div>
        </>
      )}
      {dialog}
    </div>
  );
}
