import { parseArgs } from 'node:util';
import { Caller } from '../command/caller.js';
import { runCommand, UsageProblem } from '../command/run-command.js';
import { findTarget } from '../command/target.js';
import { endOf, verifyAll } from './verify-all.js';

const usage = `npm run audit -- verify [--noted SEQUENCE:HASH] [--nats URL]

Walks the audit log and says where it is not as it was written. At the end it shows the place and the hash of the last
record: noted somewhere else and given as --noted the next time, they prove that nothing was cut off in between.`;

await runCommand(usage, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { noted: { type: 'string' }, nats: { type: 'string' } },
  });
  if (positionals[0] !== 'verify') throw new UsageProblem('verify?');
  const noted = values.noted === undefined ? undefined : endOf(values.noted);
  if (values.noted !== undefined && !noted) throw new UsageProblem('--noted is a place and a hash, like 17:ab…');
  const caller = await Caller.connect(findTarget(values).natsUrl);
  try {
    const { checked, last, lastHash, erased, broken } = await verifyAll(caller, noted);
    if (broken) {
      console.log(`the chain breaks at record ${broken.sequence}: ${broken.why}`);
      return false;
    }
    console.log(
      `${checked} records are as they were written${erased ? `, ${erased} with personal data taken out` : ''}`,
    );
    console.log(`${last}:${lastHash}`);
    return true;
  } finally {
    await caller.close();
  }
});
