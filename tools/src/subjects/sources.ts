import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the sources of one service say about the bus. */
export interface ServiceSources {
  service: string;
  /** All of its code without imports, comments and tests. */
  text: string;
}

export function readServices(root: string): ServiceSources[] {
  const folder = join(root, 'services');
  return readdirSync(folder)
    .sort()
    .map((service) => ({ service, text: textOf(join(folder, service, 'src')) }));
}

function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .sort()
    .map((file) => bare(readFileSync(join(folder, file), 'utf8')))
    .join('\n');
}

/** Code without imports and comments: a mention that is left means use. */
export const bare = (code: string): string =>
  code
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/^import\s[^;]*;/gm, '');
