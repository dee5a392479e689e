import { defineRequest } from '../contract.js';
import {
  AddNote,
  ChangeStatus,
  GetMessage,
  GetTicket,
  GetTimeline,
  ListTickets,
  MessageView,
  OpenedTicket,
  OpenTicket,
  ReceiveMessage,
  SendReply,
  TicketList,
  TicketView,
  Timeline,
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
export const addNote = defineRequest('rpc.intake.add-note.v1', 'Add an internal note', AddNote, TicketView);
export const sendReply = defineRequest('rpc.intake.send-reply.v1', 'Answer the customer', SendReply, TicketView);
export const receiveMessage = defineRequest(
  'rpc.intake.receive-message.v1',
  'Take in a message of the customer',
  ReceiveMessage,
  TicketView,
);
export const changeStatus = defineRequest(
  'rpc.intake.change-status.v1',
  'Move a ticket to another status',
  ChangeStatus,
  TicketView,
);
export const getTimeline = defineRequest(
  'rpc.intake.get-timeline.v1',
  'Read the timeline of a ticket',
  GetTimeline,
  Timeline,
);
export const getMessage = defineRequest('rpc.intake.get-message.v1', 'Read one message', GetMessage, MessageView);
