import type { AssetView, ClearableAssetField } from '@deskbeat/contracts';
import type { AssetChanges } from '../../api/customers.js';

export const assetTexts = ['product', 'serial', 'location', 'region', 'warrantyUntil'] as const;
/** An asset as a form holds it. */
export type FilledAsset = Record<(typeof assetTexts)[number], string>;

export const assetFrom = (asset: Partial<AssetView> = {}): FilledAsset => {
  const { product = '', serial = '', location = '', region = '', warrantyUntil = '' } = asset;
  return { product, serial, location, region, warrantyUntil };
};

/** Only what is another value now; what was emptied is cleared. */
export function assetChanges(filled: FilledAsset, before: FilledAsset): AssetChanges {
  const changed = assetTexts.filter((name) => filled[name].trim() !== before[name]);
  const set = changed.filter((name) => filled[name].trim() !== '').map((name) => [name, filled[name].trim()]);
  const clear = changed.filter((name) => filled[name].trim() === '') as ClearableAssetField[];
  return { ...(Object.fromEntries(set) as Partial<FilledAsset>), ...(clear.length > 0 && { clear }) };
}
