import { digestOf } from '@deskbeat/identity';

/** How a device names an account: without saying whose it is, and within the 64 bytes that WebAuthn allows. */
export const userHandleOf = (accountId: string): string => digestOf(`passkey:${accountId}`);
