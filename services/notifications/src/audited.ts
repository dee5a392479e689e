import {
  allowAddress,
  deleteWebhook,
  resetTemplate,
  saveTemplate,
  saveWebhook,
  suppressAddress,
  testWebhook,
} from '@deskbeat/contracts';
import { audits, type Audited } from '@deskbeat/service';

/** What administrators change here, as the audit log tells it. */
export const audited: readonly Audited[] = [
  audits('template', { model: 'Template', newestOf: ['cause', 'language'] }, saveTemplate, resetTemplate),
  audits('webhook', { model: 'Webhook' }, saveWebhook, deleteWebhook),
  audits('webhook', { id: ['id'] }, testWebhook),
  audits('address', { id: ['address'] }, suppressAddress, allowAddress),
];
