import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildWhenStale } from './prepare/build.mjs';
import { installWhenStale } from './prepare/install.mjs';

/** `npm run <tool> -- …`: makes sure that everything is installed and built, then runs `tools/src/<tool>/main.ts`. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const [, , tool, ...rest] = process.argv;
const say = (line) => console.error(line);

try {
  await installWhenStale(root, say);
  await buildWhenStale(root, say);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const main = `${root}/tools/dist/${tool}/main.js`;
if (!existsSync(main)) {
  console.error(`there is no tool named ${tool}`);
  process.exit(2);
}
process.argv = [process.argv[0], main, ...rest];
await import(pathToFileURL(main));
