import {
  beginExport,
  createKey,
  endSessionsOf,
  exportAudit,
  makeLink,
  makeSetUpLink,
  revokeKey,
  rotateKey,
  saveAccount,
} from '@deskbeat/contracts';
import { audits, type Audited } from '@deskbeat/service';

/** What administrators change here, as the audit log tells it. */
export const audited: readonly Audited[] = [
  audits('account', { model: 'Account', id: ['accountId'] }, saveAccount),
  audits('account', { id: ['accountId'] }, makeLink, endSessionsOf),
  audits('account', { id: [] }, makeSetUpLink),
  audits('key', { model: 'Key', id: ['keyId', 'key.id'] }, createKey, rotateKey, revokeKey),
  audits('subject', {}, beginExport),
  audits('audit-log', { id: [] }, exportAudit),
];
