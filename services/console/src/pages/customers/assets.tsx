import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { AssetView } from '@deskbeat/contracts';
import { assetsQuery } from '../../api/customers.js';
import { to, useAllowed } from '../../api/permissions.js';
import { useWords } from '../../i18n/language.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { assetWords } from './asset-words.js';
import styles from './customers.module.css';
import { useCustomerFormats } from './formats.js';

const AssetForm = lazy(() => import('./asset-form.js'));

/** What a customer has, and whether its warranty holds. */
export function Assets({ customerId }: { customerId: string }) {
  const t = useWords(assetWords);
  const assets = useQuery(assetsQuery(customerId));
  const [form, setForm] = useState<{ asset?: AssetView }>();
  const mayChange = useAllowed(to.knowCustomers);
  const add = mayChange && (
    <ActionIcon aria-label={t('register')} title={t('register')} onClick={() => setForm({})}>
      <IconPlus size={16} />
    </ActionIcon>
  );
  return (
    <Panel title={t('assets')} actions={add}>
      {assets.isPending && <SkeletonRows rows={2} />}
      {assets.error && !assets.data && <ProblemPanel error={assets.error} retry={() => void assets.refetch()} />}
      {assets.data?.items.length === 0 && <NothingHere>{t('none')}</NothingHere>}
      {assets.data?.items.map((asset) => (
        <AssetLine key={asset.id} asset={asset} onEdit={mayChange ? () => setForm({ asset }) : undefined} />
      ))}
      {form && (
        <Suspense>
          <AssetForm customerId={customerId} asset={form.asset} onClose={() => setForm(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}

function AssetLine({ asset, onEdit }: { asset: AssetView; onEdit?: () => void }) {
  const t = useWords(assetWords);
  const { date } = useCustomerFormats();
  const { product, serial, location, warrantyUntil, attributes = {} } = asset;
  const warranty =
    warrantyUntil &&
    t(Date.parse(warrantyUntil) + 86_400_000 > Date.now() ? 'warranty' : 'warrantyOver', { date: date(warrantyUntil) });
  const others = Object.entries(attributes).map(([key, value]) => `${key}: ${value}`);
  return (
    <div className={styles.asset}>
      <span>
        <b>{product}</b> <span className="db-quiet db-figures">{serial}</span>
      </span>
      {onEdit && (
        <ActionIcon aria-label={t('edit', { product: `${product} ${serial}` })} onClick={onEdit}>
          <IconPencil size={15} />
        </ActionIcon>
      )}
      <span className="db-quiet">{[location, warranty, ...others].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
