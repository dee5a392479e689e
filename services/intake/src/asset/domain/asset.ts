import {
  assetRegistered,
  assetUpdated,
  Problem,
  type AssetFields,
  type AssetView,
  type RegisterAsset,
  type UpdateAsset,
} from '@deskbeat/contracts';

/** A thing that a customer has. */
export interface AssetState extends AssetFields {
  product: string;
  serial: string;
  /** Product and serial number as they are compared. */
  productKey: string;
  serialKey: string;
  customerId: string;
  createdAt: Date;
  updatedAt: Date;
}

/** An asset as it is stored. */
export type Asset = AssetState & { _id: string; version: number };

interface Revision {
  next: AssetState;
  facts: { subject: string; data: object }[];
}

export const keyOf = (text: string): string => text.trim().normalize('NFKC').toLowerCase();

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

const keysOf = ({ product, serial }: Pick<AssetState, 'product' | 'serial'>) => ({
  productKey: keyOf(product),
  serialKey: keyOf(serial),
});

export function register(request: RegisterAsset, now: Date): Revision {
  const { product, serial, customerId, region, warrantyUntil } = request;
  const data = defined({ product, serial, customerId, region, warrantyUntil });
  return {
    next: defined({ ...request, ...keysOf(request), createdAt: now, updatedAt: now }),
    facts: [{ subject: assetRegistered.subject, data }],
  };
}

const changeable = ['product', 'serial', 'customerId', 'warrantyUntil', 'location', 'region', 'attributes'] as const;
type Changeable = Pick<AssetState, (typeof changeable)[number]>;

/**
 * @returns undefined when nothing is different
 * @throws Problem `version-conflict` with the new state when somebody changed it after `seenVersion`
 */
export function update(asset: Asset, command: UpdateAsset, now: Date): Revision | undefined {
  if (command.seenVersion !== asset.version) {
    throw new Problem('version-conflict', { context: { currentVersion: asset.version, current: viewOf(asset) } });
  }
  const clear: readonly string[] = command.clear ?? [];
  const wanted = Object.fromEntries(
    changeable.map((name) => [name, clear.includes(name) ? undefined : (command[name] ?? asset[name])]),
  ) as unknown as Changeable;
  const names = changeable.filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(asset[name]));
  if (names.length === 0) return undefined;
  const changes = Object.fromEntries(
    names.map((name) => [name, { from: asset[name] ?? null, to: wanted[name] ?? null }]),
  );
  return {
    next: defined({ ...wanted, ...keysOf(wanted), createdAt: asset.createdAt, updatedAt: now }),
    facts: [{ subject: assetUpdated.subject, data: { changes } }],
  };
}

export function viewOf(asset: Asset): AssetView {
  const { _id: id, version, product, serial, customerId, warrantyUntil, location, region, attributes } = asset;
  const fields = defined({ warrantyUntil, location, region, attributes });
  const [createdAt, updatedAt] = [asset.createdAt.toISOString(), asset.updatedAt.toISOString()];
  return { id, version, product, serial, customerId, ...fields, createdAt, updatedAt };
}
