import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/** Path of a browser for tests: `CHROMIUM` or one of the usual places; undefined where there is none. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM, ...places].find((path) => path !== undefined && existsSync(path));

/**
 * Like {@link findChromium}; where there is none, Debian's is installed if that needs no password.
 * @returns undefined when it could not be installed; tests with a browser are skipped then
 */
export async function ensureChromium(say: (line: string) => void): Promise<string | undefined> {
  const found = findChromium();
  if (found || process.getuid?.() !== 0) return found;
  say('Installing chromium with apt-get (once)');
  const aptGet = (...args: string[]) =>
    run('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args], { timeout: 300_000 });
  const install = () => aptGet('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  try {
    await install().catch(async () => {
      await aptGet('update');
      await install();
    });
  } catch {
    say('chromium could not be installed: tests that need a browser are skipped');
  }
  return findChromium();
}
