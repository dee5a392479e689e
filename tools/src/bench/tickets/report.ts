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
  data?: string;
}

/** Measures and says what is not reached. @returns whether all goals are */
export async function ticketReport(flags: Flags): Promise<boolean> {
  const figures = await benchTickets({
    tickets: Math.ceil(numberOption('tickets', flags.tickets, 200_000)),
    clients: Math.ceil(numberOption('clients', flags.clients, 8)),
    seconds: numberOption('seconds', flags.seconds, 4),
    only: new RegExp(flags.only ?? '', 'i'),
    profile: flags.profile,
    data: flags.data,
    say: (line) => console.log(line),
  });
  const most = Math.max(...figures.map(({ tickets }) => tickets));
  const judged = figures.filter(({ tickets }) => tickets === most).map((figure) => judge(figure, figures));
  console.log(['', ...judged.map(lineOf)].join('\n'));
  return judged.every(({ missed }) => missed.length === 0);
}

interface Judged {
  figure: Figure;
  before?: Figure;
  missed: string[];
}

function judge(figure: Figure, all: readonly Figure[]): Judged {
  const { what, tickets, p95, perSecond } = figure;
  const before = all.find((other) => other.what === what && other.tickets < tickets);
  if (what === 'reply') return { figure, before, missed: perSecond >= goalReplies ? [] : [`below ${goalReplies}/s`] };
  const isSearch = what.startsWith('search');
  const goal = isSearch ? searchGoalMs : goalMs;
  const grows = before !== undefined && !isSearch && p95 > before.p95 * goalRatio;
  return {
    figure,
    before,
    missed: [...(p95 <= goal ? [] : [`over ${goal} ms`]), ...(grows ? [`grows over ${goalRatio} times`] : [])],
  };
}

function lineOf({ figure: { what, tickets, p95, perSecond, cpuMs }, before, missed }: Judged): string {
  const ms = (value: number) => `${value.toFixed(1).padStart(6)} ms`;
  const few = before ? `${before.tickets}: p95 ${ms(before.p95)}, ${before.cpuMs.toFixed(1)} ms CPU   ` : '';
  const many = `${tickets}: p95 ${ms(p95)}, ${cpuMs.toFixed(1)} ms CPU, ${perSecond.toFixed(0)}/s`;
  const ratio = before ? `   ${(p95 / before.p95).toFixed(2)} times` : '';
  return `${what.padEnd(36)} ${few}${many}${ratio}   ${missed.length === 0 ? 'reached' : `NOT REACHED: ${missed.join(', ')}`}`;
}
