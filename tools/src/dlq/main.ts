import { parseArgs } from 'node:util';
import { runCommand, UsageProblem } from '../command/run-command.js';
import { findTarget } from '../command/target.js';
import { DeadLetters, type DeadLetter } from './dead-letters.js';

const usage = `npm run dlq -- <command> [--nats URL]

  list                    what was put aside, and why
  show SEQ                one of them with its headers and data
  replay SEQ… | --all     publish again on its subject, then forget; consumers that had it already recognise it
  drop SEQ… | --all       forget`;

const line = ({ seq, at, consumer, subject, deliveries, code, reason }: DeadLetter): string =>
  `${String(seq).padStart(6)}  ${at}  ${consumer}  ${subject}  ×${deliveries}  ${code}: ${reason}`;

function details(letter: DeadLetter): string {
  const headers = letter.headers.map(([key, value]) => `${key}: ${value}`);
  return [line(letter), ...headers, '', new TextDecoder().decode(letter.data)].join('\n');
}

async function sequences(letters: DeadLetters, given: string[], all: boolean | undefined): Promise<number[]> {
  if (all) {
    const found: number[] = [];
    for await (const { seq } of letters.list()) found.push(seq);
    return found;
  }
  const numbers = given.map(Number);
  if (numbers.length === 0 || numbers.some((seq) => !Number.isInteger(seq) || seq < 1)) {
    throw new UsageProblem('name dead letters by their numbers, or --all');
  }
  return numbers;
}

await runCommand(usage, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { nats: { type: 'string' }, all: { type: 'boolean' } },
  });
  const [command = '', ...given] = positionals;
  if (!['list', 'show', 'replay', 'drop'].includes(command)) throw new UsageProblem('list, show, replay or drop?');
  const letters = await DeadLetters.connect(findTarget(values).natsUrl);
  try {
    switch (command) {
      case 'list':
        for await (const letter of letters.list()) console.log(line(letter));
        console.log(`${await letters.count()} dead letters`);
        return true;
      case 'show':
        for (const seq of await sequences(letters, given, false)) console.log(details(await letters.get(seq)));
        return true;
      case 'replay':
        for (const seq of await sequences(letters, given, values.all)) {
          console.log(`published again: ${line(await letters.replay(seq))}`);
        }
        return true;
      case 'drop':
        for (const seq of await sequences(letters, given, values.all)) {
          await letters.drop(seq);
          console.log(`dropped: ${seq}`);
        }
        return true;
      default:
        return false;
    }
  } finally {
    await letters.close();
  }
});
