import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../command/run-command.js';
import { subjectsDocument } from './document.js';
import { readServices } from './sources.js';

await runCommand('npm run subjects\n\nWrites docs/subjects.md anew.', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const file = join(root, 'docs/subjects.md');
  writeFileSync(file, subjectsDocument(readServices(root)));
  execFileSync(process.execPath, [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--write', file]);
  return true;
});
