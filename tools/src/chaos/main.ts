import { parseArgs } from 'node:util';
import { numberOption, runCommand } from '../command/run-command.js';
import { partNames, System } from '../system/system.js';
import { staff } from '../system/staff.js';
import { failuresOf, ravage, type Kill } from './chaos.js';
import { madeUpIssues } from './made-up-issues.js';
import { pick, randomFrom } from './random.js';

const usage = `npm run chaos -- [--minutes N] [--rate N] [--clients N] [--seed N] [--keep]

Starts a system of its own, sends it tickets, and kills a random process of it (SIGKILL) every few seconds.
Afterwards every accepted ticket must exist once, with one clock per target, one assignee, a timeline without a gap
and each notice once. The same seed kills in the same order. --keep leaves data and logs.`;

function* killsFor(minutes: number, seed: number): Generator<Kill> {
  const random = randomFrom(seed);
  const endsAt = Date.now() + minutes * 60_000;
  while (Date.now() < endsAt) {
    const [part, afterMs, awayMs] = [pick(random, partNames), 1_000 + random() * 4_000, random() * 2_000];
    yield { part, afterMs: Math.round(afterMs), awayMs: Math.round(awayMs) };
  }
}

await runCommand(usage, async (args) => {
  const text = { type: 'string' } as const;
  const options = { minutes: text, rate: text, clients: text, seed: text, keep: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args, options });
  const seed = Math.floor(numberOption('seed', values.seed, 1 + Math.random() * 1_000_000));
  const minutes = numberOption('minutes', values.minutes, 3);
  console.log(`seed ${seed}, ${minutes} minutes`);
  const system = await System.start({ keep: values.keep });
  if (values.keep) console.log(`data and logs: ${system.dir}`);
  try {
    await staff(
      system.natsUrl,
      ['Ana', 'Ben', 'Cleo'].map((name) => ({ id: name.toLowerCase(), name })),
    );
    const ravaged = await ravage(system, {
      issues: madeUpIssues(seed, `chaos-${seed}`),
      rate: numberOption('rate', values.rate, 60),
      clients: Math.ceil(numberOption('clients', values.clients, 16)),
      kills: killsFor(minutes, seed),
      patienceMs: 180_000,
      say: (line) => console.log(line),
    });
    const failures = failuresOf(ravaged);
    for (const failure of failures.slice(0, 30)) console.log(`  ${failure}`);
    const { accepted, retries } = ravaged.pumped;
    console.log(
      `${accepted.length} accepted (${retries} sent again), ${ravaged.kills} kills, ${failures.length} failures`,
    );
    return failures.length === 0;
  } finally {
    await system.stop();
  }
});
