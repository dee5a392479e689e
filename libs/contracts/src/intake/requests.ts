import { defineRequest } from '../contract.js';
import {
  ChangeStatus,
  GetTicket,
  ListTickets,
  OpenedTicket,
  OpenTicket,
  TicketList,
  TicketView,
  UpdateTicket,
} from './ticket.js';

export const openTicket = defineRequest('rpc.intake.open-ticket.v1', 'Open a ticket', OpenTicket, OpenedTicket);
export const getTicket = defineRequest('rpc.intake.get-ticket.v1', 'Read a ticket', GetTicket, TicketView);
export const listTickets = defineRequest('rpc.intake.list-tickets.v1', 'List tickets', ListTickets, TicketList);
export const updateTicket = defineRequest(
  'rpc.intake.update-ticket.v1',
  'Change fields of a ticket',
  UpdateTicket,
  TicketView,
);
export const changeStatus = defineRequest(
  'rpc.intake.change-status.v1',
  'Move a ticket to another status',
  ChangeStatus,
  TicketView,
);
