/** A device that signs in for somebody. */
export interface Passkey {
  id: string;
  /** What its owner calls it. */
  name: string;
  /** By which the device knows it, base64url. */
  credentialId: string;
  /** COSE, base64url. */
  publicKey: string;
  /** How often it has signed; 0 where it does not count. */
  counter: number;
  createdAt: Date;
  lastUsedAt?: Date;
}

/** Passkeys of one account. */
export const mostPasskeys = 20;

/** A device counts on with each use, or never counts. When one counts back, there are two of it. */
const isLater = (counter: number, than: number): boolean => counter > than || (counter === 0 && than === 0);

/** Passkeys after one of them was used; nothing when it is not among them, or a copy of the device was used before it. */
export function used(
  known: readonly Passkey[],
  credentialId: string,
  counter: number,
  lastUsedAt: Date,
): Passkey[] | undefined {
  const passkey = known.find((one) => one.credentialId === credentialId);
  if (!passkey || !isLater(counter, passkey.counter)) return undefined;
  return known.map((one) => (one === passkey ? { ...one, counter, lastUsedAt } : one));
}
