import { parseArgs } from 'node:util';
import { numberOption, runCommand, UsageProblem } from '../command/run-command.js';
import { cpuLines, type CpuUse } from '../measure/cpu.js';
import { latencyLine } from '../measure/percentiles.js';
import { assignmentReport } from './assignment-report.js';
import { benchTarget } from './bench-target.js';
import { consoleReport } from './console/report.js';
import { benchCreate } from './create.js';
import { benchEngine } from './engine.js';
import { noticesReport } from './notices.js';
import { benchPipeline } from './pipeline.js';
import { timersReport } from './timers-report.js';
import { ticketReport } from './tickets/report.js';
import { tokensReport } from './tokens.js';

const usage = `npm run bench -- <what> [options]

  create    durable creates over HTTP      [--clients 32] [--seconds 10]
  pipeline  accepted to counted            [--clients 32] [--tickets 3000] [--rate N]
  tickets   lists, pages, search, replies  [--clients 8] [--tickets 200000] [--seconds 4] [--only PATTERN]
                                             [--data DIR: filled databases are kept there]
  assignment  decisions beside a backlog   [--tickets 10000]
  timers    clocks of two SLA replicas     [--clocks 100000] [--burst 5000]
  notices   in-app, event to hand-over     [--notices 3000]
  console   the console in a browser       [--tickets 5000]
  engine    the embedded database alone    [--documents 100000]
  tokens    knowing who comes with a token [--tokens 4000]

  --profile DIR              a CPU profile of each service (V8 .cpuprofile)
  --gateway URL --nats URL   a system that runs already; default: one of its own, ended afterwards`;

const cpuReport = (cpu: readonly CpuUse[], count: number, ownSeconds: number): string[] => [
  'CPU seconds per 1,000:',
  ...cpuLines(cpu, count).map((line) => `  ${line}`),
  `  load generator  ${((ownSeconds * 1000) / count).toFixed(2).padStart(7)}`,
];

await runCommand(usage, async (args) => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      clients: text,
      seconds: text,
      tickets: text,
      rate: text,
      documents: text,
      clocks: text,
      burst: text,
      notices: text,
      tokens: text,
      only: text,
      profile: text,
      data: text,
      gateway: text,
      nats: text,
    },
  });
  const [what] = positionals;
  if (what === 'timers') {
    const clocks = numberOption('clocks', values.clocks, 100_000);
    return timersReport({ clocks, burst: numberOption('burst', values.burst, 5_000) });
  }
  if (what === 'engine') return benchEngine({ documents: numberOption('documents', values.documents, 100_000) });
  if (what === 'assignment') return assignmentReport(numberOption('tickets', values.tickets, 10_000));
  if (what === 'notices') return noticesReport(numberOption('notices', values.notices, 3_000));
  if (what === 'tickets') return ticketReport(values);
  if (what === 'tokens') return tokensReport(numberOption('tokens', values.tokens, 4_000));
  if (what === 'console') {
    return consoleReport({ ...values, tickets: numberOption('tickets', values.tickets, 5_000) });
  }
  if (what !== 'create' && what !== 'pipeline')
    throw new UsageProblem('create, pipeline, assignment, tickets, timers, notices, console, engine or tokens?');
  const clients = Math.ceil(numberOption('clients', values.clients, 32));
  const target = await benchTarget(values);
  try {
    if (what === 'create') {
      const created = await benchCreate({ ...target, clients, seconds: numberOption('seconds', values.seconds, 10) });
      const { count, perSecond, took, retries, refused, cpu, ownCpuSeconds } = created;
      console.log(`${perSecond.toFixed(0)} creates/s at ${clients} clients; ${latencyLine(took)}`);
      console.log(`${count} created, ${refused} refused, sent again ${retries} times`);
      console.log(cpuReport(cpu, count, ownCpuSeconds).join('\n'));
      return refused === 0;
    }
    const tickets = numberOption('tickets', values.tickets, 3_000);
    const piped = await benchPipeline({
      ...target,
      clients,
      tickets,
      rate: numberOption('rate', values.rate, undefined),
    });
    const { accepted, refused, retries, complete, accept, underWay, cpu, ownCpuSeconds } = piped;
    console.log(
      `${piped.sustainedPerSecond.toFixed(0)} tickets/s all the way (${piped.acceptedPerSecond.toFixed(0)}/s accepted)`,
    );
    console.log(`accept          ${latencyLine(accept)}`);
    console.log(`until assigned  ${latencyLine(underWay)} (and clock running)`);
    console.log(
      `${accepted} accepted, ${refused} refused, sent again ${retries} times${complete ? '' : '; NOT COMPLETE'}`,
    );
    console.log(cpuReport(cpu, accepted, ownCpuSeconds).join('\n'));
    return complete && refused === 0;
  } finally {
    await target.stop();
  }
});
