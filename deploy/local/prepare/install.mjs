import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { hashOfFile, isStamped, writeStamp } from './stamp.mjs';

/** Installs what package-lock.json names, unless this very lock is installed. Throws with the reason. */
export async function installWhenStale(root, say) {
  const stamp = join(root, 'node_modules/.deskbeat-installed');
  const lock = `${process.versions.modules} ${hashOfFile(join(root, 'package-lock.json'))}`;
  if (isStamped(stamp, lock)) return;
  if (isInstalledByHand(root)) return writeStamp(stamp, lock);

  say('Installing dependencies (npm ci; about a minute the first time)');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...args] = [...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await run(command, args, { cwd: root, timeoutMs: 900_000, env: cleanEnv() });
  if (result.stopped) process.exit(130);
  if (!result.ok) {
    throw new Error(`npm ci failed. Is there a network, and are package.json and its lock in step?\n${result.output}`);
  }
  writeStamp(stamp, lock);
  say(`Installed in ${result.seconds.toFixed(0)} s`);
}

/** npm keeps the lock of what it installed; when it names the same packages, there is nothing to do. */
function isInstalledByHand(root) {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || readdirSync(join(root, 'node_modules')).length < 10) return false;
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Object.entries(packages).filter(([path]) => path.includes('node_modules/')));
  };
  const has = versions(installed);
  const needed = versions(join(root, 'package-lock.json'));
  return [...needed].every(([path, { version, optional, link }]) => {
    const there = has.get(path);
    return there ? there.version === version : Boolean(optional || link);
  });
}

/** An outer `npm test --omit=dev` and the like must not change what is installed here. */
const cleanEnv = () => ({ npm_config_omit: '', npm_config_production: '', NODE_ENV: 'development' });
