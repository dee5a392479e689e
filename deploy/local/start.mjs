import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './prepare/build.mjs';
import { installWhenStale } from './prepare/install.mjs';
import { nodeVersionProblem } from './prepare/node-version.mjs';

/** `npm start`: makes sure that everything is installed and built, then hands over to the supervisor. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (line) => console.log(line);

async function prepare() {
  const problem = nodeVersionProblem();
  if (problem) throw new Error(problem);
  await installWhenStale(root, say);
  await buildWhenStale(root, say);
}

try {
  await prepare();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { main } = await import('./dist/main.js');
process.exit(await main(process.argv.slice(2), root));
