import {
  addCollaborator,
  addWatcher,
  createTicketType,
  getTicketForm,
  getTicketType,
  listTicketTypes,
  removeCollaborator,
  removeWatcher,
  replaceTicketType,
  snoozeTicket,
  tickStep,
  wakeTicket,
  type RequestContract,
} from '@deskbeat/contracts';

type Case = [string, string, RequestContract, object, object?, Record<string, string>?, number?];

const seen = { 'if-match': '"4"' };

/** Types of tickets, who follows a ticket, its procedure. */
export const typeRoutes: Case[] = [
  ['POST', '/tickets/t1/watchers', addWatcher, { ticketId: 't1' }, {}],
  ['DELETE', '/tickets/t1/watchers/me', removeWatcher, { ticketId: 't1', personId: 'me' }],
  ['POST', '/tickets/t1/collaborators', addCollaborator, { personId: 'ben', ticketId: 't1' }, { personId: 'ben' }],
  ['DELETE', '/tickets/t1/collaborators/ben', removeCollaborator, { ticketId: 't1', personId: 'ben' }],
  ['PUT', '/tickets/t1/snooze', snoozeTicket, { reason: 'a', ticketId: 't1' }, { reason: 'a' }],
  ['DELETE', '/tickets/t1/snooze', wakeTicket, { ticketId: 't1' }],
  ['PUT', '/tickets/t1/steps/call', tickStep, { done: true, ticketId: 't1', step: 'call' }, { done: true }],
  ['GET', '/ticket-types?active=true', listTicketTypes, { active: true }],
  ['POST', '/ticket-types', createTicketType, { key: 'a', name: 'A' }, { key: 'a', name: 'A' }, {}, 201],
  ['GET', '/ticket-types/repair', getTicketType, { key: 'repair' }],
  ['PUT', '/ticket-types/repair', replaceTicketType, { key: 'repair', name: 'a', seenVersion: 4 }, { name: 'a' }, seen],
  ['GET', '/ticket-types/repair/form', getTicketForm, { key: 'repair' }],
];
