import {
  ticketTypeSaved,
  type CreateTicketType,
  type FieldDefinition,
  type Priority,
  type ProcedureStep,
  type TicketForm,
  type TicketTypeView,
} from '@deskbeat/contracts';

export interface TicketTypeState {
  name: string;
  description?: string;
  builtIn: boolean;
  active: boolean;
  fields: FieldDefinition[];
  steps: ProcedureStep[];
  defaultPriority?: Priority;
  defaultQueueId?: string;
  savedAt: Date;
}
/** Its id is its key. */
export type TicketType = TicketTypeState & { _id: string; version: number };

/** Of a ticket that comes without a type; it can be changed and not disabled. */
export const defaultType = 'inquiry';

export function stateOf(body: Omit<CreateTicketType, 'key'>, active: boolean, builtIn: boolean, now: Date) {
  const { name, description, fields = [], steps = [], defaultPriority, defaultQueueId } = body;
  const state: TicketTypeState = {
    name,
    ...(description !== undefined && { description }),
    builtIn,
    active,
    fields,
    steps,
    ...(defaultPriority && { defaultPriority }),
    ...(defaultQueueId !== undefined && { defaultQueueId }),
    savedAt: now,
  };
  return state;
}

export const savedFact = (key: string, { name, active, defaultPriority, defaultQueueId }: TicketTypeState) => ({
  subject: ticketTypeSaved.subject,
  data: {
    key,
    name,
    active,
    ...(defaultPriority && { defaultPriority }),
    ...(defaultQueueId !== undefined && { defaultQueueId }),
  },
});

export function viewOf({ _id: key, version, savedAt: _, ...state }: TicketType): TicketTypeView {
  const { name, description, builtIn, active, fields, steps, defaultPriority, defaultQueueId } = state;
  return {
    key,
    version,
    name,
    ...(description !== undefined && { description }),
    builtIn,
    active,
    fields,
    steps,
    ...(defaultPriority && { defaultPriority }),
    ...(defaultQueueId !== undefined && { defaultQueueId }),
  };
}

/** What customers are asked, in the order of the type; choices that nobody can make any more are left out. */
export function formOf({ _id: key, name, description, fields }: TicketType): TicketForm {
  const asked = fields.filter(({ visibleToCustomer }) => visibleToCustomer);
  return {
    key,
    name,
    ...(description !== undefined && { description }),
    fields: asked.map(({ requiredFrom, visibleToCustomer: _, options, ...field }) => ({
      ...field,
      required: requiredFrom === 'new',
      ...(options && { options: options.filter(({ retired }) => !retired) }),
    })),
  };
}
