import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempDir {
  path: string;
  /** Removes the folder and all that is in it. */
  stop(): Promise<void>;
}

/** A new, empty folder outside the repository. */
export async function tempDir(name = 'test'): Promise<TempDir> {
  const path = await mkdtemp(join(tmpdir(), `deskbeat-${name}-`));
  return { path, stop: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
