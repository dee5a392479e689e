import {
  createCannedReply,
  createMacro,
  createTicketType,
  exportCustomers,
  exportSearch,
  exportView,
  getCustomer,
  mergeCustomers,
  removeCannedReply,
  removeMacro,
  replaceTicketType,
  saveCustomerFields,
  unmergeCustomer,
  updateCannedReply,
  updateMacro,
} from '@deskbeat/contracts';
import { audits, type Audited } from '@deskbeat/service';

/** What people change and take out here, as the audit log tells it. */
export const audited: readonly Audited[] = [
  audits('ticket-type', { model: 'TicketType', id: ['key'] }, createTicketType, replaceTicketType),
  audits('customer-fields', { model: 'CustomerFields', only: 'customer' }, saveCustomerFields),
  audits('canned-reply', { model: 'CannedReply' }, createCannedReply, updateCannedReply, removeCannedReply),
  audits('macro', { model: 'Macro' }, createMacro, updateMacro, removeMacro),
  audits('customer', { id: ['id', 'customerId'] }, getCustomer, mergeCustomers, unmergeCustomer),
  audits('customers', { id: [] }, exportCustomers),
  audits('view', {}, exportView),
  audits('search', { id: [] }, exportSearch),
];
