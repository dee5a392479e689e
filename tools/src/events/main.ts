import { parseArgs } from 'node:util';
import { republishEvents } from '@deskbeat/contracts';
import { runCommand, UsageProblem } from '../command/run-command.js';
import { findTarget } from '../command/target.js';
import { republish, type Owner } from './republish.js';
import { sinceInstant } from './since.js';

const owners = Object.keys(republishEvents) as Owner[];
const usage = `npm run events -- republish --since INSTANT|30m|12h|2d [--service ${owners.join('|')}]… [--nats URL]

Each owner publishes its recorded events again, oldest first: heals a lost or restored stream. Consumers recognise
what they know. Without --service all owners are asked, one after the other.`;

await runCommand(usage, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { since: { type: 'string' }, service: { type: 'string', multiple: true }, nats: { type: 'string' } },
  });
  if (positionals[0] !== 'republish') throw new UsageProblem('republish?');
  const since = sinceInstant(values.since ?? '', new Date());
  if (!since) throw new UsageProblem('--since takes an instant, or a time ago: 30m, 12h, 2d');
  const asked = values.service ?? owners;
  const stranger = asked.find((name) => !owners.includes(name as Owner));
  if (stranger) throw new UsageProblem(`"${stranger}" is none of ${owners.join(', ')}`);
  const counts = await republish(findTarget(values).natsUrl, since, asked as Owner[]);
  for (const { owner, published, failure } of counts) console.log(`${owner.padEnd(16)}${failure ?? published}`);
  return counts.every(({ failure }) => failure === undefined);
});
