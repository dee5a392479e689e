import {
  asked,
  audited,
  auditing,
  inspected,
  internal,
  settled,
  type Permission,
  type Permissions,
} from '../permission.js';

/** One's own, found by who asks: nothing in the payload names anybody. */
const ones: Permission = {
  roles: { agent: 'all', lead: 'all', manager: 'all', administrator: 'all', auditor: 'all', customer: 'all' },
  about: { kind: 'nothing' },
};
/** The same, for those who have an account. */
const holders: Permission = {
  roles: { agent: 'all', lead: 'all', manager: 'all', administrator: 'all', auditor: 'all' },
  about: { kind: 'nothing' },
};
const atTheDoor = asked(internal, 'gateway');

/** Accounts and sessions. */
export const accessPermissions: Permissions = {
  'access.sign-in': audited('refusal', atTheDoor),
  'access.authenticate': atTheDoor,
  'access.renew-session': atTheDoor,
  'access.get-sign-in-ways': atTheDoor,
  'access.ask-for-passkey': atTheDoor,
  'access.sign-in-by-passkey': atTheDoor,
  'access.begin-sso': atTheDoor,
  'access.end-sso': atTheDoor,
  'access.ask-for-customer-link': atTheDoor,
  'access.read-customer-link': atTheDoor,
  'access.use-customer-link': atTheDoor,
  'access.read-link': atTheDoor,
  'access.use-link': atTheDoor,
  'access.ask-for-reset': atTheDoor,
  'access.authenticate-key': atTheDoor,
  'access.create-key': settled,
  'access.rotate-key': settled,
  'access.revoke-key': settled,
  'access.list-keys': inspected,
  'access.make-link': settled,
  'access.make-set-up-link': settled,
  'access.list-sessions': ones,
  'access.end-session': ones,
  'access.end-sessions': ones,
  'access.change-password': ones,
  'access.get-own-security': holders,
  'access.begin-second-factor': holders,
  'access.confirm-second-factor': holders,
  'access.remove-second-factor': holders,
  'access.renew-recovery-codes': holders,
  'access.begin-passkey': holders,
  'access.add-passkey': holders,
  'access.list-passkeys': holders,
  'access.remove-passkey': holders,
  'access.reset-second-factor': settled,
  'access.get-sign-in-rules': inspected,
  'access.save-sign-in-rules': settled,
  'access.list-accounts': inspected,
  'access.get-account': inspected,
  'access.save-account': settled,
  'access.end-sessions-of': settled,
  'access.republish-events': settled,
  'access.record-actions': asked(internal, 'access', 'assignment', 'intake', 'notifications', 'sla'),
  'access.search-audit': auditing,
  'access.export-audit': audited('use', auditing),
  'access.verify-audit': auditing,
  'notifications.send-letter': asked(internal, 'access'),
};
