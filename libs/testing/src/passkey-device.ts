import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

interface Kept {
  id: string;
  key: KeyObject;
  userHandle: string;
  counter: number;
}

/** Flags of what a device has signed. */
const present = 0x01;
const verified = 0x04;
const attached = 0x40;
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const uint16 = (value: number): Buffer => uint32(value).subarray(2);
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** The little of CBOR (RFC 8949) that is needed: whole numbers, bytes, texts, maps. */
function cbor(value: number | string | Buffer | Map<unknown, unknown>): Buffer {
  const head = (major: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(major << 5) | size]);
    return size < 256
      ? Buffer.from([(major << 5) | 24, size])
      : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  };
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, item]) => [cbor(key as never), cbor(item as never)]),
  ]);
}

/** What a device may do otherwise than it was asked, to see that nobody believes it. */
export interface Twist {
  /** For another site. */
  rpId?: string;
  /** Without a look at who is there. */
  unverified?: true;
  /** As another credential than its own. */
  credentialId?: string;
  userHandle?: string;
  /** With a signature of somebody who does not have the key. */
  forged?: true;
}

/** A device with passkeys (WebAuthn) without a browser around it; it says yes to everything. */
export class PasskeyDevice {
  private readonly kept: Kept[] = [];

  constructor(private readonly origin: string) {}

  /** @param options of `navigator.credentials.create`, as JSON */
  create(options: object, { rpId, unverified, credentialId }: Twist = {}): object {
    const { challenge, rp, user } = options as { challenge: string; rp: { id: string }; user: { id: string } };
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = privateKey.export({ format: 'jwk' });
    const id = credentialId === undefined ? randomBytes(32) : Buffer.from(credentialId, 'base64url');
    this.kept.push({ id: id.toString('base64url'), key: privateKey, userHandle: user.id, counter: 0 });
    const publicKey = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ]),
    );
    const credential = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, publicKey]);
    const data = Buffer.concat([
      sha256(rpId ?? rp.id),
      Buffer.from([present | attached | (unverified ? 0 : verified)]),
      uint32(0),
      credential,
    ]);
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]),
    );
    return this.answer(id.toString('base64url'), {
      clientDataJSON: this.client('webauthn.create', challenge),
      attestationObject: attestation.toString('base64url'),
    });
  }

  /** @param options of `navigator.credentials.get`, as JSON */
  get(options: object, twist: Twist = {}): object {
    const { challenge, rpId } = { ...(options as { challenge: string; rpId: string }), ...twist };
    const passkey = this.kept.at(-1)!;
    const flags = Buffer.from([present | (twist.unverified ? 0 : verified)]);
    const data = Buffer.concat([sha256(rpId), flags, uint32(++passkey.counter)]);
    const client = this.client('webauthn.get', challenge);
    const signed = Buffer.concat([data, sha256(Buffer.from(client, 'base64url'))]);
    const key = twist.forged ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : passkey.key;
    return this.answer(twist.credentialId ?? passkey.id, {
      clientDataJSON: client,
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, key).toString('base64url'),
      userHandle: twist.userHandle ?? passkey.userHandle,
    });
  }

  /** By which its newest passkey is known. */
  get credentialId(): string {
    return this.kept.at(-1)!.id;
  }

  get userHandle(): string {
    return this.kept.at(-1)!.userHandle;
  }

  /** Another device that has the same passkeys, and counts on its own from here. */
  copy(): PasskeyDevice {
    const other = new PasskeyDevice(this.origin);
    const copied = this.kept.map((one) => {
      const key = createPrivateKey(one.key.export({ format: 'pem', type: 'pkcs8' }));
      return { ...one, key };
    });
    other.kept.push(...copied);
    return other;
  }

  private client(type: string, challenge: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false })).toString(
      'base64url',
    );
  }

  private answer(id: string, response: object): object {
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }
}
