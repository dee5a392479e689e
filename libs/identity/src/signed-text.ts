import { compactVerify, CompactSign, decodeProtectedHeader, type CryptoKey } from 'jose';
import { Problem } from '@deskbeat/contracts';
import { algorithm, type KeySet } from './keys.js';

/** What a signed text is good for; one kind is never taken for another. Identities on the bus have no type. */
export type TextType = 'at+jwt' | undefined;

export const refused = (detail: string): Problem => new Problem('unauthenticated', { detail });

/** Claims as a compact JWS of whoever `kid` names. */
export function signedText(claims: object, key: CryptoKey, kid: string, typ: TextType): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(bytes).setProtectedHeader({ alg: algorithm, kid, ...(typ && { typ }) }).sign(key);
}

/** @throws Problem `unauthenticated` when it is forged, or good for something else */
export async function openedText(text: string, keys: KeySet, typ: TextType): Promise<{ kid: string; claims: unknown }> {
  const kid = signerOf(text, typ);
  for (const key of keys.get(kid) ?? []) {
    const verified = await compactVerify(text, key, { algorithms: [algorithm] }).catch(() => undefined);
    if (verified) return { kid, claims: JSON.parse(new TextDecoder().decode(verified.payload)) as unknown };
  }
  throw refused('nobody known has signed it');
}

function signerOf(text: string, wanted: TextType): string {
  try {
    const { kid, typ } = decodeProtectedHeader(text);
    if (kid !== undefined && typ === wanted) return kid;
  } catch {
    // Told below like everything else that is no signature.
  }
  throw refused('it is no signed text of this kind');
}
