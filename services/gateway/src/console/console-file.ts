/** What a path that is no API leads to. */
export type ConsoleFile = { kind: 'page' } | { kind: 'file'; name: string; cache: string } | { kind: 'nothing' };

const elsewhere = /^\/(api|confirm|welcome|portal|health|metrics)(\/|$)/;
const file = /^\/((?:assets\/)?[\w-]+(?:\.[\w-]+)+)$/;
/** Ids in the addresses of pages may have dots inside. */
const notAPage = /\/\.|\.\./;
/** The names of built parts change with what they hold. */
const forever = 'public, max-age=31536000, immutable';

/** Pages are all the same document: the console itself knows which of them is meant. */
export function consoleFile(path: string): ConsoleFile {
  if (elsewhere.test(path)) return { kind: 'nothing' };
  const [, name] = file.exec(path) ?? [];
  if (name) return { kind: 'file', name, cache: path.startsWith('/assets/') ? forever : 'public, max-age=3600' };
  return path.startsWith('/assets/') || notAPage.test(path) ? { kind: 'nothing' } : { kind: 'page' };
}
