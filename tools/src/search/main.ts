import { parseArgs } from 'node:util';
import { runCommand, UsageProblem } from '../command/run-command.js';
import { findTarget } from '../command/target.js';
import { reindex } from './reindex.js';

const usage = `npm run search -- reindex [--after ID] [--nats URL]

Makes the search index anew, ticket by ticket, while the system works. When it is broken off, --after goes on from the
id that was shown last.`;

await runCommand(usage, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { after: { type: 'string' }, nats: { type: 'string' } },
  });
  if (positionals[0] !== 'reindex') throw new UsageProblem('reindex?');
  await reindex(findTarget(values).natsUrl, values, (count, upTo) =>
    console.log(`${count} tickets${upTo === undefined ? '' : `, up to ${upTo}`}`),
  );
  return true;
});
