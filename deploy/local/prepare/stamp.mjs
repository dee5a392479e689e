import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether a stamp file says that the work for this input was done. */
export function isStamped(file, value) {
  try {
    return readFileSync(file, 'utf8') === value;
  } catch {
    return false;
  }
}

export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

export const hashOfFile = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Names, sizes and times of all files below some folders and files, as one hash: changes when anything is edited. */
export function hashOfTree(paths, isWanted = () => true) {
  const hash = createHash('sha256');
  for (const path of paths) addTree(hash, path, isWanted);
  return hash.digest('hex');
}

function addTree(hash, path, isWanted) {
  let stat;
  try {
    stat = statSync(path);
  } catch {
    return;
  }
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) if (isWanted(name)) addTree(hash, join(path, name), isWanted);
}
