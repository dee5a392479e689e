import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seriousIn } from './prepare/audit.mjs';
import { buildWhenStale } from './prepare/build.mjs';
import { installWhenStale } from './prepare/install.mjs';
import { nodeVersionProblem } from './prepare/node-version.mjs';
import { run } from './prepare/run.mjs';

/** `npm test`: every check of this repository, then all tests in one jest. Further arguments go to jest. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const jestArgs = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const say = (line) => console.log(line);
const bin = (path) => [process.execPath, join(root, 'node_modules', path)];

const checks = [
  ['format', bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
  ['lint', bin('eslint/bin/eslint.js'), '.', '--max-warnings=0'],
  [
    'direction of dependencies',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', 'libs', 'services', 'tools', 'deploy/local'],
  ],
  ['types', bin('typescript-native/bin/tsc'), '-p', 'tsconfig.json'],
  ['types of the console', bin('typescript-native/bin/tsc'), '-p', 'services/console'],
  [
    'compose file',
    bin('dclint/bin/dclint.cjs'),
    '-c',
    'deploy/docker/.dclintrc.json',
    '--max-warnings=0',
    'docker-compose.yml',
  ],
  ['Dockerfile', bin('dockerfilelint/bin/dockerfilelint'), 'deploy/docker/Dockerfile'],
];

async function step(name, work) {
  const started = Date.now();
  let failure;
  try {
    failure = await work();
  } catch (error) {
    failure = error.message;
  }
  say(
    `${failure === undefined ? '✓' : '✗'} ${name.padEnd(28)} ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`,
  );
  if (failure !== undefined) say(failure);
  return failure === undefined;
}

async function counted(name, work) {
  const ok = await step(name, work);
  counts[ok ? 'passed' : 'failed'] += 1;
  return ok;
}

async function commandOk([command, ...first], ...args) {
  const result = await run(command, [...first, ...args], { cwd: root, timeoutMs: 180_000 });
  if (result.stopped) process.exit(130);
  return result.ok ? undefined : result.output;
}

/** Whether what goes into production has a serious advisory; a machine that cannot ask passes. */
async function audited() {
  const args = ['audit', '--omit=dev', '--json', '--no-color', '--fetch-retries=0', '--fetch-timeout=10000'];
  const { output, stopped } = await run('npm', args, { cwd: root, timeoutMs: 30_000 });
  if (stopped) process.exit(130);
  const found = seriousIn(output);
  if (found === undefined) say('  the registry could not be asked for advisories');
  return found?.length > 0 ? found.join('\n') : undefined;
}

async function jest() {
  const folder = mkdtempSync(join(tmpdir(), 'deskbeat-jest-'));
  const file = join(folder, 'result.json');
  const select = jestArgs.some((arg) => arg.startsWith('--selectProjects'))
    ? []
    : ['--selectProjects', 'small', 'medium', 'e2e'];
  const [node, script] = bin('jest/bin/jest.js');
  const flags = [
    '--experimental-vm-modules',
    '--no-warnings',
    script,
    '--maxWorkers=2',
    '--json',
    `--outputFile=${file}`,
  ];
  try {
    const result = await run(node, [...flags, ...jestArgs, ...select], {
      cwd: root,
      env: { NODE_ENV: 'test' },
      show: true,
      timeoutMs: 1_440_000,
    });
    if (result.stopped) process.exit(130);
    addCounts(JSON.parse(readFileSync(file, 'utf8')));
    return result.ok ? undefined : 'See above.';
  } catch {
    counts.failed += 1;
    return 'jest ended without a result.';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addCounts(result) {
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  counts.skipped += result.numPendingTests + result.numTodoTests;
}

async function main() {
  const problem = nodeVersionProblem();
  if (problem) return (say(problem), false);
  if (!(await step('dependencies', () => installWhenStale(root, say)))) return false;
  for (const [name, command, ...args] of checks) await counted(name, () => commandOk(command, ...args));
  await counted('advisories', audited);
  if (!(await counted('build', () => buildWhenStale(root, say)))) return false;
  const natsModule = join(root, 'libs/embedded/dist/nats/install-nats-server.js');
  const nats = async () => void (await (await import(natsModule)).ensureNatsServer({ onProgress: say }));
  if (!(await step('nats-server', nats))) return false;
  const { ensureChromium } = await import(join(root, 'libs/testing/dist/chromium.js'));
  await step('chromium', async () => void (await ensureChromium(say)));
  await step('tests', jest);
  return counts.failed === 0;
}

const started = Date.now();
const ok = await main();
if (!ok && counts.failed === 0) counts.failed += 1;
say(`In ${((Date.now() - started) / 1000).toFixed(0)} s`);
say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = ok ? 0 : 1;
