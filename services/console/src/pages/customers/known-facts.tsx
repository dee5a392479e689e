import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CustomerView } from '@deskbeat/contracts';
import { customerFieldsQuery } from '../../api/customers.js';
import { useWords } from '../../i18n/language.js';
import { OwnFieldText } from '../../ui/own-field-text.js';
import { Panel } from '../../ui/panel.js';
import { useReferenceName } from '../../ui/reference-picker.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';

/** What the organisation's own fields say of a customer, and where it belongs to. */
export function KnownFacts({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const defined = useQuery(customerFieldsQuery).data?.fields ?? [];
  const { organisationIds = [], fields = {} } = customer;
  const filled = defined.filter(({ key }) => fields[key] !== undefined);
  if (filled.length === 0 && organisationIds.length === 0) return null;
  return (
    <Panel title={t('known')}>
      <dl className={styles.facts}>
        {organisationIds.length > 0 && (
          <>
            <dt>{t('organisations')}</dt>
            <dd>
              {organisationIds.map((id) => (
                <OrganisationLink key={id} id={id} />
              ))}
            </dd>
          </>
        )}
        {filled.map((field) => [
          <dt key={`${field.key}-label`}>{field.label}</dt>,
          <dd key={field.key}>
            <OwnFieldText field={field} value={fields[field.key]!} />
          </dd>,
        ])}
      </dl>
    </Panel>
  );
}

function OrganisationLink({ id }: { id: string }) {
  return (
    <Link to={`/customers/${encodeURIComponent(id)}`} className={styles.reference}>
      {useReferenceName('organisation', id) ?? id}
    </Link>
  );
}
