import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../command/run-command.js';
import { permissionsDocument } from './permissions-document.js';
import { subjectsDocument } from './document.js';
import { readServices } from './sources.js';

await runCommand('npm run subjects\n\nWrites docs/subjects.md and docs/permissions.md anew.', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const files = {
    'docs/subjects.md': subjectsDocument(readServices(root)),
    'docs/permissions.md': permissionsDocument(),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
  execFileSync(process.execPath, [prettier, '--write', ...Object.keys(files)], { cwd: root });
  return true;
});
