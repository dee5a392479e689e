import { numberOption } from '../../command/run-command.js';
import { benchTickets, type Figure } from './tickets.js';

/** What p95 should be below, in milliseconds, and how much it may grow with twenty times as many tickets. */
const goalMs = 40;
const searchGoalMs = 100;
const goalRatio = 1.3;
const goalReplies = 300;

interface Flags {
  clients?: string;
  tickets?: string;
  seconds?: string;
  only?: string;
  profile?: string;
}

/** Measures and says what is not reached. @returns whether all goals are */
export async function ticketReport(flags: Flags): Promise<boolean> {
  const figures = await benchTickets({
    tickets: Math.ceil(numberOption('tickets', flags.tickets, 200_000)),
    clients: Math.ceil(numberOption('clients', flags.clients, 8)),
    seconds: numberOption('seconds', flags.seconds, 4),
    only: new RegExp(flags.only ?? '', 'i'),
    profile: flags.profile,
    say: (line) => console.log(line),
  });
  const most = Math.max(...figures.map(({ tickets }) => tickets));
  const missed = figures.filter(({ tickets }) => tickets === most).flatMap((figure) => missedBy(figure, figures));
  console.log(missed.length === 0 ? 'all goals are reached' : ['not reached:', ...missed].join('\n  '));
  return missed.length === 0;
}

function missedBy(figure: Figure, all: readonly Figure[]): string[] {
  const { what, tickets, p95, perSecond } = figure;
  if (what === 'reply') return perSecond >= goalReplies ? [] : [`replies: ${perSecond.toFixed(0)}/s`];
  const goal = what.startsWith('search') ? searchGoalMs : goalMs;
  const before = all.find((other) => other.what === what && other.tickets < tickets);
  const ratio = before ? p95 / before.p95 : 1;
  return [
    ...(p95 <= goal ? [] : [`${what}: p95 ${p95.toFixed(0)} ms`]),
    ...(ratio <= goalRatio || what.startsWith('search') ? [] : [`${what}: ${ratio.toFixed(1)} times as long`]),
  ];
}
