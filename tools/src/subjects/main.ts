import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../command/run-command.js';
import { subjectsDocument } from './document.js';
import { readServices } from './sources.js';

await runCommand('npm run subjects\n\nWrites docs/subjects.md anew.', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  writeFileSync(`${root}/docs/subjects.md`, subjectsDocument(readServices(root)));
  return true;
});
