import type { FieldDefinition, ProcedureStep } from '@deskbeat/contracts';

/** What a type asks of its tickets. */
export interface TypeRules {
  fields: readonly FieldDefinition[];
  steps: readonly ProcedureStep[];
}

/** What the organisation has settled, as decisions about tickets need it. */
export interface TicketRules {
  reopenWindowMs: number;
  /** By key; a ticket whose type is not there owes nothing to it. */
  types: ReadonlyMap<string, TypeRules>;
}
