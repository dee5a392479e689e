import { execFile } from 'node:child_process';
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** An editor writes a file in several steps. */
const QUIET_MS = 150;

/** Watches the sources, builds a package that changed and tells `onBuilt`; one build at a time. */
export class RebuildOnChange {
  private readonly watchers: FSWatcher[] = [];
  private readonly changed = new Set<string>();
  private timer?: NodeJS.Timeout;
  private isBuilding = false;

  constructor(
    private readonly root: string,
    private readonly say: (line: string) => void,
    private readonly onBuilt: (path: string) => Promise<void>,
  ) {}

  start(): void {
    for (const path of ['libs', 'services'].flatMap((folder) => packagesIn(this.root, folder))) {
      const watcher = watch(join(this.root, path, 'src'), { recursive: true }, (_, file) => {
        if (!file || !/\.(tsx?|css)$/.test(file) || /\.spec\.ts$/.test(file)) return;
        this.changed.add(path);
        this.soon();
      });
      watcher.on('error', (error) => this.say(`cannot watch ${path}: ${error.message}`));
      this.watchers.push(watcher);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers) watcher.close();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.buildChanged(), QUIET_MS);
  }

  private async buildChanged(): Promise<void> {
    if (this.isBuilding) return this.soon();
    this.isBuilding = true;
    for (const path of [...this.changed]) {
      this.changed.delete(path);
      await this.build(path);
    }
    this.isBuilding = false;
  }

  private async build(path: string): Promise<void> {
    const started = Date.now();
    try {
      await run('npm', ['run', 'build', '--silent'], { cwd: join(this.root, path) });
      this.say(`built ${path} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      await this.onBuilt(path);
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string };
      this.say(`${path} cannot be built; what runs goes on:\n${stderr || message}`);
    }
  }
}

const packagesIn = (root: string, folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .map((name) => `${folder}/${name}`)
        .filter((path) => existsSync(join(root, path, 'src')))
    : [];
