import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RoutingCondition, RoutingField, RoutingTest } from '@deskbeat/contracts';
import { customerFieldsQuery, typesQuery } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import formStyles from '../form/form.module.css';
import { ItemList } from '../form/item-list.js';
import type { Own } from '../form/resource.js';
import { ConditionValues } from './condition-values.js';
import { ownFields, testsOf } from './field-tests.js';
import { fieldWords, routingWords, testWords } from './routing-words.js';

/** What a rule asks of a ticket and its customer: all of it must hold. */
export function RuleConditions(own: Own<readonly RoutingCondition[]>) {
  const t = useWords(routingWords);
  const { language } = useLanguage();
  const types = useQuery(typesQuery).data?.items ?? [];
  const customers = useQuery(customerFieldsQuery).data?.fields ?? [];
  const fields = ownFields(
    types.flatMap((type) => type.fields),
    customers,
  );
  const typeOf = (key: string) => types.find((type) => type.fields.some((field) => field.key === key))?.name;
  const choices = [...fields].map(([value, { key, label }]) =>
    value.startsWith('customer.') ? { value, label } : { value, label: `${label} (${typeOf(key)})` },
  );
  const groups = [
    { group: t('ownFields'), items: choices.filter(({ value }) => value.startsWith('fields.')) },
    { group: t('customerFields'), items: choices.filter(({ value }) => value.startsWith('customer.')) },
  ].filter(({ items }) => items.length > 0);
  const known = Object.entries(fieldWords).map(([value, word]) => ({ value, label: say(word, language) }));
  const { disabled } = own;
  return (
    <ItemList
      {...own}
      add={t('addCondition')}
      none={t('every')}
      nameOf={(_, index) => t('condition', { n: index + 1 })}
      fresh={(): RoutingCondition => ({ field: 'type', is: 'one-of', values: [] })}
    >
      {({ item, faults, set }) => {
        const tests = testsOf(item.field, fields);
        const asked = tests.includes(item.is) ? tests : [item.is, ...tests];
        return (
          <div className={formStyles.grid}>
            <Select
              label={t('field')}
              searchable
              allowDeselect={false}
              disabled={disabled}
              data={[...known, ...groups]}
              value={item.field}
              error={faults.at('/field')}
              onChange={(next) => {
                const field = next as RoutingField;
                set({ field, is: testsOf(field, fields)[0], values: [] });
              }}
            />
            <Select
              label={t('test')}
              allowDeselect={false}
              disabled={disabled}
              data={asked.map((value) => ({ value, label: say(testWords[value], language) }))}
              value={item.is}
              error={faults.at('/is')}
              onChange={(is) => set({ is: is as RoutingTest })}
            />
            <ConditionValues
              condition={item}
              own={fields.get(item.field)}
              disabled={disabled}
              error={faults.at('/values')}
              onChange={(values) => set({ values })}
            />
          </div>
        );
      }}
    </ItemList>
  );
}
