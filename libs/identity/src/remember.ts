/** Signatures and identities that are remembered. */
const most = 5_000;

/** The oldest goes first: what is in use is made or read again at once. */
export function remember<V>(cache: Map<string, V>, key: string, value: V): void {
  cache.delete(key);
  cache.set(key, value);
  if (cache.size > most) cache.delete(cache.keys().next().value!);
}
