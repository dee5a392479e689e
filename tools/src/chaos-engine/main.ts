import { killRounds } from './kill-rounds.js';

const result = await killRounds(Number(process.argv[2] ?? 50), (line) => console.log(line));
console.log(JSON.stringify(result));
process.exitCode = result.problems.length > 0 ? 1 : 0;
