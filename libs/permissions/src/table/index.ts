import type { Permission, Permissions } from '../permission.js';
import { accessPermissions } from './access.js';
import { deskPermissions } from './desk.js';
import { privacyPermissions } from './privacy.js';
import { ticketPermissions } from './tickets.js';
import { workPermissions } from './work.js';

const table: Permissions = {
  ...ticketPermissions,
  ...deskPermissions,
  ...workPermissions,
  ...accessPermissions,
  ...privacyPermissions,
};

/** `intake.get-ticket` of `rpc.intake.get-ticket.v1`. */
export const keyOf = (subject: string): string => subject.replace(/^rpc\.|\.v\d+$/g, '');

export const permissionKeys = (): string[] => Object.keys(table);

/** What the table says of a contract; nobody may use one that it does not know. */
export const permissionOf = (subject: string): Permission | undefined => {
  const key = keyOf(subject);
  return Object.hasOwn(table, key) ? table[key] : undefined;
};
