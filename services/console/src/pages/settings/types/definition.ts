import type {
  FieldDefinition,
  FieldKind,
  FieldOption,
  ProcedureStep,
  Status,
  TicketTypeView,
} from '@deskbeat/contracts';
import { keyFrom } from '../form/key-from.js';

/** Keys of what is kept stay, whatever it is called: tickets name them. */
type Marked<T> = T & { isKept?: true };
export type EditedOption = Marked<FieldOption>;
export type EditedField = Marked<Omit<FieldDefinition, 'options'>> & { options?: EditedOption[] };
export type EditedStep = Marked<ProcedureStep>;

/** Statuses in which something can be to do, in their order. */
export const stepStatuses: readonly Status[] = [
  'new',
  'pending-assignment',
  'in-progress',
  'awaiting-confirmation',
  'resolved',
];

const marked = <T>(item: T): Marked<T> => ({ ...item, isKept: true });
const bare = <T extends { isKept?: true }>({ isKept: _, ...item }: T): Omit<T, 'isKept'> => item;

export const editedFields = (fields: TicketTypeView['fields']): EditedField[] =>
  fields.map((field) => marked({ ...field, ...(field.options && { options: field.options.map(marked) }) }));

/** Steps by status, as a form shows them. */
export const editedSteps = (steps: TicketTypeView['steps']): EditedStep[] => byStatus(steps.map(marked));

export const byStatus = <T extends { status: Status }>(steps: readonly T[]): T[] =>
  stepStatuses.flatMap((status) => steps.filter((step) => step.status === status));

const withOptions: readonly FieldKind[] = ['choice', 'multi-choice'];
const withBounds: readonly FieldKind[] = ['text', 'number', 'multi-choice'];
export const hasOptions = ({ kind }: Pick<FieldDefinition, 'kind'>): boolean => withOptions.includes(kind);
export const hasBounds = ({ kind }: Pick<FieldDefinition, 'kind'>): boolean => withBounds.includes(kind);

/** What the API takes: without marks, and without what a field of that kind does not have. */
export const fieldsOf = (fields: readonly EditedField[]): FieldDefinition[] =>
  fields.map((field) => {
    const { options, min, max, help, ...rest } = bare(field);
    return {
      ...rest,
      ...(help?.trim() && { help }),
      ...(hasOptions(field) && { options: (options ?? []).map(bare) }),
      ...(hasBounds(field) && { min, max }),
    };
  });

export const stepsOf = (steps: readonly EditedStep[]): ProcedureStep[] => steps.map(bare);

/** With another label; a key that nothing names yet follows it. */
export function labelled<T extends { key: string; label: string; isKept?: true }>(
  item: T,
  label: string,
  others: readonly { key: string }[],
  otherwise: string,
): Pick<T, 'key' | 'label'> {
  const taken = others.map(({ key }) => key);
  const follows = !item.isKept && (item.key === '' || item.key === keyFrom(item.label, taken, otherwise));
  return { label, key: follows ? keyFrom(label, taken, otherwise) : item.key };
}
