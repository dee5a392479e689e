import type { FieldValue, TicketView, UpdateTicket } from '@deskbeat/contracts';

export type TicketChanges = Omit<UpdateTicket, 'ticketId' | 'seenVersion'>;
export type Trait = 'product' | 'region' | 'affected' | 'plannedFor';

/** A change, what the ticket looks like at once, and the change that takes it back. */
export interface Edit {
  changes: TicketChanges;
  shown: Partial<TicketView>;
  back: TicketChanges;
}

const traitChange = (name: Trait, value: unknown): TicketChanges =>
  value === undefined || value === null ? { clear: [name] } : { [name]: value };

export const traitEdit = (ticket: Pick<TicketView, Trait>, name: Trait, value: FieldValue | null): Edit => ({
  changes: traitChange(name, value),
  shown: { [name]: value ?? undefined },
  back: traitChange(name, ticket[name]),
});

/** Of a field of the type's own. */
export function fieldEdit({ fields = {} }: Pick<TicketView, 'fields'>, key: string, value: FieldValue | null): Edit {
  const { [key]: before = null, ...others } = fields;
  return {
    changes: { fields: { [key]: value } },
    shown: { fields: value === null ? others : { ...others, [key]: value } },
    back: { fields: { [key]: before } },
  };
}

export const tagsEdit = ({ tags: before }: Pick<TicketView, 'tags'>, tags: string[]): Edit => ({
  changes: { tags },
  shown: { tags },
  back: { tags: [...before] },
});
