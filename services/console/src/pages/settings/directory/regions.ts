import type { RegionView } from '@deskbeat/contracts';
import { regionsQuery } from '../../../api/queries.js';
import { resource } from '../form/resource.js';
import { settingsWords } from '../settings-words.js';
import { directoryWords as w } from './directory-words.js';
import { ofDirectory } from './of-directory.js';

export const regions = resource<RegionView>({
  key: 'regions',
  one: w.region,
  hint: w.regionsAll,
  queryKey: regionsQuery.queryKey,
  ...ofDirectory<RegionView>(regionsQuery.queryKey),
  titleOf: (view) => view.name,
  noteOf: ({ id, parentId }) => [id, parentId].filter(Boolean).join(' · '),
  fields: [
    { name: 'id', word: w.id, hint: settingsWords.idHint, kind: 'line', required: true, fixed: true },
    { name: 'name', word: w.name, kind: 'line', required: true },
    { name: 'parentId', word: w.parent, hint: w.parentHint, kind: 'one-of', source: 'regions' },
  ],
  valuesOf: (view) => ({ id: view?.id ?? '', name: view?.name ?? '', parentId: view?.parentId ?? '' }),
});
