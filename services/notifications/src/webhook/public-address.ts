import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an address is one that anybody on the internet has: no loopback, no private net, no link-local, nothing reserved. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

const forbidden = (host: string): Error =>
  Object.assign(new Error(`${host} is in a private network, which the settings do not allow`), { code: 'EFORBIDDEN' });

/** @throws Error `EFORBIDDEN` when the host is a private address as it stands; names are looked up when one connects */
export function checkHost(host: string): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && !isPublic(bare)) throw forbidden(host);
}

/** Looks a name up for a connection: what was checked is what is connected to, so no second answer can slip in. */
export const lookupPublic: LookupFunction = (host, options: LookupOptions, callback) => {
  resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    if (found.some(({ address }) => !isPublic(address))) return callback(forbidden(host), '', 0);
    if (options.all) return callback(null, found);
    callback(null, found[0]!.address, found[0]!.family);
  });
};
