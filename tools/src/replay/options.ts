import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { numberOption, UsageProblem } from '../command/run-command.js';
import { defaultMapping, rulesFrom, withRules, type Mapping } from './mapping.js';

export interface ReplayOptions {
  file: string;
  rate?: number;
  clients: number;
  limit?: number;
  via: 'http' | 'nats';
  mapping: Mapping;
  gateway?: string;
  nats?: string;
  /** Milliseconds after the last acceptance until everything must be accounted for. */
  patienceMs: number;
}

export const usage = `npm run replay -- <file.csv|file.jsonl> [options]

  --rate N            tickets per second (default: as fast as they are taken)
  --clients N         senders side by side (default 16)
  --limit N           no more than this many rows
  --via http|nats     HTTP, or CloudEvents on intake.replay.v1 (default http)
  --map RULE          may come again: subject=Title names a column, priority.high=urgent and
                      type.Incident=fault say what a value means; or a JSON file of such rules
  --patience SECONDS  how long after the last acceptance all must be accounted for (default 120)
  --gateway URL       default: what npm start runs here, else http://127.0.0.1:7300
  --nats URL          default: what npm start runs here, else nats://127.0.0.1:7322

Columns that are known without a rule: subject title summary · body text description message · type · priority
tags labels · email · name customer. Ends with 1 when an accepted ticket is not fully accounted for.

Example, for a file whose types are Incident, Request, Problem and Change:
  npm run replay -- tickets.csv --map type.Incident=fault --map type.Problem=fault \\
    --map type.Request=inquiry --map type.Change=feature-request`;

export function replayOptions(args: string[]): ReplayOptions {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rate: text,
      clients: text,
      limit: text,
      via: { type: 'string', default: 'http' },
      map: { type: 'string', multiple: true, default: [] },
      gateway: text,
      nats: text,
      patience: text,
    },
  });
  const [file, ...others] = positionals;
  const rules = [...values.map, ...others.filter((other) => other.includes('='))];
  const [stray] = others.filter((other) => !other.includes('='));
  if (!file) throw new UsageProblem('which file?');
  if (stray !== undefined) throw new UsageProblem(`one file at a time, not also "${stray}"`);
  if (values.via !== 'http' && values.via !== 'nats') throw new UsageProblem('--via is http or nats');
  return {
    file,
    rate: numberOption('rate', values.rate, undefined),
    clients: Math.ceil(numberOption('clients', values.clients, 16)),
    limit: numberOption('limit', values.limit, undefined),
    via: values.via,
    mapping: withRules(defaultMapping, rules.flatMap(rulesOf)),
    gateway: values.gateway,
    nats: values.nats,
    patienceMs: numberOption('patience', values.patience, 120) * 1000,
  };
}

function rulesOf(rule: string): string[] {
  if (!rule.endsWith('.json') || rule.includes('=')) return [rule];
  try {
    return rulesFrom(JSON.parse(readFileSync(rule, 'utf8')));
  } catch (error) {
    if (error instanceof UsageProblem) throw error;
    throw new UsageProblem(`the mapping file ${rule} cannot be read: ${(error as Error).message}`);
  }
}
