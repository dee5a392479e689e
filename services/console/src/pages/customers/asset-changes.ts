import type { AssetView, Attributes, ClearableAssetField } from '@deskbeat/contracts';
import type { AssetChanges } from '../../api/customers.js';

export const assetTexts = ['product', 'serial', 'location', 'region', 'warrantyUntil'] as const;
/** One of the organisation's own, as two texts. */
export interface FilledAttribute {
  name: string;
  value: string;
}
/** An asset as a form holds it. */
export type FilledAsset = Record<(typeof assetTexts)[number], string> & { attributes: readonly FilledAttribute[] };

export const assetFrom = (asset: Partial<AssetView> = {}): FilledAsset => {
  const { product = '', serial = '', location = '', region = '', warrantyUntil = '', attributes = {} } = asset;
  const filled = Object.entries(attributes).map(([name, value]) => ({ name, value: String(value) }));
  return { product, serial, location, region, warrantyUntil, attributes: filled };
};

/** A key like `firmware-version` as people write it. */
const keyOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

/** Those that have a name and a value; one that is as it was keeps its kind. */
function attributesIn(filled: readonly FilledAttribute[], before: Attributes): Attributes {
  const named = filled
    .map(({ name, value }): [string, string] => [keyOf(name), value.trim()])
    .filter(([name, value]) => name !== '' && value !== '');
  const known = new Map(Object.entries(before));
  return Object.fromEntries(
    named.map(([name, value]) => {
      const was = known.get(name);
      return [name, was !== undefined && String(was) === value ? was : value];
    }),
  );
}

/** Only what is another value now; what was emptied is cleared. @param kept attributes as they were */
export function assetChanges(filled: FilledAsset, before: FilledAsset, kept: Attributes = {}): AssetChanges {
  const changed = assetTexts.filter((name) => filled[name].trim() !== before[name]);
  const set = changed.filter((name) => filled[name].trim() !== '').map((name) => [name, filled[name].trim()]);
  const attributes = attributesIn(filled.attributes, kept);
  const isOther = JSON.stringify(attributes) !== JSON.stringify(attributesIn(before.attributes, kept));
  const isEmpty = Object.keys(attributes).length === 0;
  const clear = [
    ...changed.filter((name) => filled[name].trim() === ''),
    ...(isOther && isEmpty ? ['attributes'] : []),
  ] as ClearableAssetField[];
  return {
    ...(Object.fromEntries(set) as Partial<Record<(typeof assetTexts)[number], string>>),
    ...(isOther && !isEmpty && { attributes }),
    ...(clear.length > 0 && { clear }),
  };
}
