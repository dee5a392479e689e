import { SERVICES } from '../layout.js';

/** Which units must start again when a package, such as `libs/messaging`, was built anew. */
export function affectedBy(path: string, units: string[]): string[] {
  const [kind, name] = path.split('/');
  // The gateway reads the files of the console when they are asked for.
  const wanted =
    path === 'services/console'
      ? []
      : kind === 'services'
        ? [name]
        : name === 'embedded'
          ? ['database']
          : name === 'testing'
            ? []
            : [...SERVICES];
  // With everything in one process that is the one to start again.
  const isSingle = units.includes('deskbeat') && wanted.length > 0;
  return units.filter((unit) => wanted.includes(unit) || (isSingle && unit === 'deskbeat'));
}
