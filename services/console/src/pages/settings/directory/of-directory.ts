import type { QueryKey } from '@tanstack/react-query';
import { get, path, put, remove } from '../../../api/client.js';
import { filledIn, type Kept, type Listed, type Resource, type Values } from '../form/resource.js';

/** How things of the directory are kept: under the id that whoever makes them gives them. */
export const ofDirectory = <V extends Kept>(
  [where]: QueryKey,
  bodyOf: (values: Values) => object = filledIn,
): Pick<Resource<V>, 'list' | 'save' | 'remove' | 'canBringBack'> => {
  const at = (id: string) => `/${where as string}${path`/${id}`}`;
  return {
    list: (signal) => get<Listed<V>>(`/${where as string}`, {}, signal),
    save: ({ id, ...values }, view) => put<V>(at(id as string), bodyOf(values), { seen: view?.version }),
    remove: ({ id, version }) => remove(at(id), { seen: version }),
    canBringBack: true,
  };
};
