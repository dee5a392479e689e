import type { TicketTypeList, TicketTypeView } from '@deskbeat/contracts';
import { get, path, post, put } from '../../../api/client.js';
import { queryClient, typesQuery } from '../../../api/queries.js';
import { priorityWords, typeWords } from '../../../ui/vocabulary-words.js';
import { choicesOf, filledIn, own, resource, type Field } from '../form/resource.js';
import { editedFields, editedSteps, fieldsOf, stepsOf, type EditedField, type EditedStep } from './definition.js';
import { FieldsInput } from './fields-input.js';
import { StepsInput } from './steps-input.js';
import { typeSettingWords as w } from './type-words.js';

type ListedType = TicketTypeView & { id: string };
const listed = (type: TicketTypeView): ListedType => ({ ...type, id: type.key });

const active: Field = { name: 'active', word: w.active, hint: w.activeHint, kind: 'switch' };

export const types = resource<ListedType>({
  key: 'types',
  one: w.type,
  hint: w.typesHint,
  queryKey: ['settings', 'types'],
  list: async (signal) => ({ items: (await get<TicketTypeList>('/ticket-types', {}, signal)).items.map(listed) }),
  titleOf: ({ key, name }, speak) => (typeWords[key] ? speak(typeWords[key]) : name),
  noteOf: ({ active: isActive, fields, steps }, speak) => {
    const counts = [
      fields.length > 0 && speak(w.fieldCount, { n: fields.length }),
      steps.length > 0 && speak(w.stepCount, { n: steps.length }),
    ];
    return [!isActive && speak(w.notActive), ...counts].filter(Boolean).join(' · ');
  },
  fields: (view) => [
    { name: 'key', word: w.key, hint: w.keyHint, kind: 'line', required: true, fixed: true },
    { name: 'name', word: w.name, kind: 'line', required: true },
    { name: 'description', word: w.description, kind: 'line' },
    ...(view ? [active] : []),
    { name: 'defaultPriority', word: w.defaultPriority, kind: 'choice', choices: choicesOf(priorityWords) },
    { name: 'defaultQueueId', word: w.defaultQueueId, kind: 'one-of', source: 'queues' },
    own({ name: 'fields', word: w.fields, hint: w.fieldsHint }, FieldsInput),
    own({ name: 'steps', word: w.steps, hint: w.stepsHint }, StepsInput),
  ],
  valuesOf: (view) => ({
    key: view?.key ?? '',
    name: view?.name ?? '',
    description: view?.description ?? '',
    active: view?.active ?? true,
    defaultPriority: view?.defaultPriority ?? '',
    defaultQueueId: view?.defaultQueueId ?? '',
    fields: editedFields(view?.fields ?? []),
    steps: editedSteps(view?.steps ?? []),
  }),
  save: async ({ key, active: isActive, fields, steps, ...values }, view) => {
    const body = {
      ...filledIn(values),
      fields: fieldsOf(fields as EditedField[]),
      steps: stepsOf(steps as EditedStep[]),
    };
    const saved = view
      ? await put<TicketTypeView>(
          path`/ticket-types/${view.key}`,
          { ...body, active: isActive },
          { seen: view.version },
        )
      : await post<TicketTypeView>('/ticket-types', { ...body, key });
    await queryClient.invalidateQueries({ queryKey: typesQuery.queryKey });
    return listed(saved);
  },
});
