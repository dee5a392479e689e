import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { hashOfTree, isStamped, writeStamp } from './stamp.mjs';

const SHARED = ['.swcrc', 'tsconfig.base.json', 'nx.json', 'package.json', 'package-lock.json'];
const isSource = (name) => !['dist', 'node_modules', 'test', 'README.md'].includes(name) && !name.endsWith('.spec.ts');

/** The workspace packages with something to build. */
export function packagesOf(root) {
  const below = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  return [...below('libs'), ...below('services'), 'deploy/local', 'tools'].filter((path) =>
    ['package.json', 'src'].every((part) => existsSync(join(root, path, part))),
  );
}

/** Builds every package whose sources changed since the last build. Throws with the compiler's words. */
export async function buildWhenStale(root, say, { packages = packagesOf(root) } = {}) {
  const stampOf = (path) => join(root, path, 'dist/.built');
  const shared = SHARED.map((file) => join(root, file));
  const hashes = new Map(packages.map((path) => [path, hashOfTree([join(root, path), ...shared], isSource)]));
  const stale = packages.filter((path) => !isStamped(stampOf(path), hashes.get(path)));
  if (stale.length === 0) return;

  say(`Building ${stale.length === packages.length ? 'all packages' : stale.join(', ')}`);
  const projects = stale.map((path) => `@deskbeat/${path.split('/').at(-1)}`).join(',');
  const nx = join(root, 'node_modules/.bin/nx');
  const args = [nx, 'run-many', '-t', 'build', '-p', projects, '--outputStyle=static'];
  const result = await run(process.execPath, args, { cwd: root, env: { NX_DAEMON: 'false', CI: 'true' } });
  if (result.stopped) process.exit(130);
  if (!result.ok) throw new Error(`The build failed:\n${result.output}`);
  for (const path of stale) writeStamp(stampOf(path), hashes.get(path));
  say(`Built in ${result.seconds.toFixed(0)} s`);
}
