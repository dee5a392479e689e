import {
  beginExport,
  beginRetentionRun,
  createKey,
  endHold,
  endSessionsOf,
  exportAudit,
  makeLink,
  makeSetUpLink,
  placeHold,
  revokeKey,
  rotateKey,
  saveAccount,
  saveRetentionRules,
} from '@deskbeat/contracts';
import { audits, type Audited } from '@deskbeat/service';

/** What administrators change here, as the audit log tells it. */
export const audited: readonly Audited[] = [
  audits('account', { model: 'Account', id: ['accountId'] }, saveAccount),
  audits('account', { id: ['accountId'] }, makeLink, endSessionsOf),
  audits('account', { id: [] }, makeSetUpLink),
  audits('key', { model: 'Key', id: ['keyId', 'key.id'] }, createKey, rotateKey, revokeKey),
  audits('subject', {}, beginExport),
  audits('retention-rules', { model: 'RetentionRules', only: 'retention' }, saveRetentionRules),
  audits('retention-run', {}, beginRetentionRun),
  audits('hold', {}, placeHold, endHold),
  audits('audit-log', { id: [] }, exportAudit),
];
