import { useQuery } from '@tanstack/react-query';
import { assetsQuery } from '../../api/customers.js';
import { useWords } from '../../i18n/language.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';
import { useCustomerFormats } from './formats.js';

/** What a customer has, and whether its warranty holds. */
export function Assets({ customerId }: { customerId: string }) {
  const t = useWords(customerWords);
  const { date } = useCustomerFormats();
  const assets = useQuery(assetsQuery(customerId));
  const warrantyText = (until: string) =>
    t(Date.parse(until) + 86_400_000 > Date.now() ? 'warranty' : 'warrantyOver', { date: date(until) });
  return (
    <Panel title={t('assets')}>
      {assets.isPending && <SkeletonRows rows={2} />}
      {assets.error && !assets.data && <ProblemPanel error={assets.error} retry={() => void assets.refetch()} />}
      {assets.data?.items.length === 0 && <NothingHere>{t('noAssets')}</NothingHere>}
      {assets.data?.items.map(({ id, product, serial, location, warrantyUntil }) => (
        <div key={id} className={styles.asset}>
          <span>
            <b>{product}</b> <span className="db-quiet db-figures">{serial}</span>
          </span>
          <span className="db-quiet">
            {[location, warrantyUntil && warrantyText(warrantyUntil)].filter(Boolean).join(' · ')}
          </span>
        </div>
      ))}
    </Panel>
  );
}
