import { Problem, type FieldDefinition, type FieldError, type Priority, type ProcedureStep } from '@deskbeat/contracts';

/** What a type asks of its tickets. */
export interface TypeRules {
  active: boolean;
  fields: readonly FieldDefinition[];
  steps: readonly ProcedureStep[];
  defaultPriority?: Priority;
  defaultQueueId?: string;
}

/** What the organisation has settled, as decisions about tickets need it. */
export interface TicketRules {
  reopenWindowMs: number;
  /** By key; a ticket whose type is not there owes nothing to it. */
  types: ReadonlyMap<string, TypeRules>;
}

/** @throws Problem `validation-failed` when there are errors */
export function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
}

/** Why no ticket can get this type, if so. */
export function typeErrors(type: string, { types }: TicketRules): FieldError[] {
  const found = types.get(type);
  if (found?.active) return [];
  const message = found ? `${type} is not used any more` : `${type} is no type of ticket`;
  return [{ pointer: '/type', message }];
}
