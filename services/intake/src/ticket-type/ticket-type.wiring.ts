import type { AggregateSpec } from '@deskbeat/persistence';
import { TypeCatalogue } from './ticket-type.catalogue.js';
import { TicketTypeRpcController } from './ticket-type.rpc.controller.js';
import { TicketTypeService } from './ticket-type.service.js';
import { ticketTypeSchema, TicketTypeStore } from './ticket-type.store.js';

export const ticketTypeAggregates: AggregateSpec[] = [
  { name: 'TicketType', entity: 'ticket-type', schema: ticketTypeSchema, collection: 'ticket_types' },
];
export const ticketTypeControllers = [TicketTypeRpcController];
export const ticketTypeProviders = [TicketTypeStore, TypeCatalogue, TicketTypeService];
