import { parseArgs } from 'node:util';
import { killRounds } from './kill-rounds.js';
import { missingForPowerLoss, powerLoss } from './power-loss.js';

const { values, positionals } = parseArgs({
  options: { 'power-loss': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const rounds = Number(positionals[0] ?? 50);
const tell = (line: string) => console.log(line);
const missing = values['power-loss'] ? missingForPowerLoss() : undefined;

if (missing) {
  console.error(missing);
  process.exitCode = 2;
} else {
  const result = values['power-loss'] ? await powerLoss(rounds, tell) : await killRounds(rounds, tell);
  console.log(JSON.stringify(result));
  process.exitCode = result.problems.length > 0 ? 1 : 0;
}
