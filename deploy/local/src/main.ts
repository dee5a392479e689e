import { NatsServerUnavailable } from '@deskbeat/embedded';
import { loadDemo } from './demo/load-demo.js';
import { endLeftovers } from './leftovers.js';
import { foldersIn } from './layout.js';
import { type Options, parseOptions, USAGE } from './options.js';
import { planSystem } from './plan.js';
import { prepareFolders } from './preflight.js';
import { claimRunFile, recordOf, releaseRunFile, type RunRecord } from './run-file.js';
import { StartProblem } from './start-problem.js';
import { runSystem } from './run-system.js';

/** `npm start` after everything is built. `root` is the folder of the repository. Answers the exit code. */
export async function main(args: string[], root: string): Promise<number> {
  try {
    const options = parseOptions(args, process.env);
    if (options.help) return print(USAGE);
    return await start(options, root);
  } catch (error) {
    if (!(error instanceof StartProblem || error instanceof NatsServerUnavailable)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function start(options: Options, root: string): Promise<number> {
  const folders = foldersIn(options.data);
  prepareFolders(folders);
  const me = recordOf('supervisor', process.pid)!;
  const record: RunRecord = { supervisor: me, startedAt: new Date().toISOString(), urls: {}, children: [] };
  const claim = claimRunFile(folders.runFile, record);
  if (!claim.claimed) {
    print(alreadyRuns(claim.holder, options));
    if (options.demo) await loadDemo(claim.holder.urls.api!, folders, print);
    return 0;
  }
  try {
    if (claim.leftovers.length > 0) {
      console.log(`Ending ${claim.leftovers.length} processes that an interrupted run left`);
      await endLeftovers(claim.leftovers);
    }
    const plan = await planSystem(root, folders, options, (line) => console.log(line));
    return await runSystem({ root, folders, options, plan, record: { ...record, urls: plan.urls } });
  } finally {
    releaseRunFile(folders.runFile);
  }
}

/** Somebody who asks for what runs already has what he wants. */
function alreadyRuns({ supervisor, startedAt, urls, children }: RunRecord, options: Options): string {
  return [
    `Deskbeat runs already from ${options.data}: pid ${supervisor.pid}, since ${startedAt}`,
    ...children.map(({ name, pid }) => `  ${name.padEnd(14)} pid ${pid}`),
    ...Object.entries(urls).map(([name, url]) => `  ${name.padEnd(14)} ${url}`),
    `Stop it with: kill ${supervisor.pid}`,
  ].join('\n');
}

function print(text: string): 0 {
  console.log(text);
  return 0;
}
