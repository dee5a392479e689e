import { asked, audited, auditing, internal, settled, type Permission, type Permissions } from '../permission.js';

const takenOut: Permission = { ...settled, audited: undefined };
const told = asked(internal, 'access');

/** Personal data: taking it out and forgetting it. */
export const privacyPermissions: Permissions = {
  'access.begin-export': audited('use', settled),
  'intake.identify-customer': told,
  'intake.read-personal-data': takenOut,
  'assignment.read-personal-data': takenOut,
  'notifications.read-personal-data': takenOut,
  'access.read-personal-data': takenOut,
  // An erasure records itself, before it takes anything out of the log.
  'access.erase-person': takenOut,
  'access.get-erasure': auditing,
  'access.list-erasures': auditing,
  'intake.forget-personal-data': told,
  'assignment.forget-personal-data': told,
  'notifications.forget-personal-data': told,
};
