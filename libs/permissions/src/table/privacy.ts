import { asked, audited, auditing, internal, settled, type Permission, type Permissions } from '../permission.js';

const takenOut: Permission = { ...settled, audited: undefined };
const told = asked(internal, 'access');

/** Personal data: taking it out and forgetting it. */
export const privacyPermissions: Permissions = {
  'access.begin-export': audited('use', settled),
  'intake.identify-customer': told,
  'assignment.identify-person': told,
  'intake.read-personal-data': takenOut,
  'assignment.read-personal-data': takenOut,
  'notifications.read-personal-data': takenOut,
  'access.read-personal-data': takenOut,
  // An erasure records itself, before it takes anything out of the log.
  'access.erase-person': takenOut,
  'access.get-erasure': auditing,
  'access.list-erasures': auditing,
  'access.get-retention-rules': auditing,
  'access.save-retention-rules': settled,
  'access.preview-retention': auditing,
  'access.begin-retention-run': settled,
  'access.get-retention-run': auditing,
  'access.list-retention-runs': auditing,
  'access.place-hold': settled,
  'access.end-hold': settled,
  'access.list-holds': auditing,
  'intake.count-old-data': told,
  'intake.find-old-tickets': told,
  'intake.forget-tickets': told,
  'intake.name-customers-of': told,
  'notifications.count-old-data': told,
  'notifications.find-old-notices': told,
  'notifications.forget-notices': told,
  'intake.forget-personal-data': told,
  'assignment.forget-personal-data': told,
  'notifications.forget-personal-data': told,
  'sla.forget-personal-data': told,
};
