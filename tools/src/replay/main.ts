import { runCommand } from '../command/run-command.js';
import { replayOptions, usage } from './options.js';
import { replay } from './replay.js';
import { isWhole, summaryLines } from './summary.js';

await runCommand(usage, async (args) => {
  const replayed = await replay(replayOptions(args));
  console.log(summaryLines(replayed).join('\n'));
  return isWhole(replayed);
});
