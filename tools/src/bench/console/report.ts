import { ensureChromium } from '@deskbeat/testing';
import { UsageProblem } from '../../command/run-command.js';
import { latencies } from '../../measure/percentiles.js';
import { benchTarget } from '../bench-target.js';
import { firstLoad } from './first-load.js';
import { timesToSee, timesToWork } from './look.js';
import { rememberAnHour } from './memory.js';
import { Office } from './office.js';
import { scrollList, scrollPlainLines, type Scrolled } from './scrolling.js';
import { Visitor } from './visitor.js';

/** What is promised of the console. */
const goals = { scriptKb: 250, workMs: 1_500, seeMs: 1_000, framesPerSecond: 55, frameMs: 8, growth: 1.15 };
const loads = 7;
const renamed = 20;
const marks = 6;

interface Flags {
  tickets: number;
  gateway?: string;
  nats?: string;
}

/** Measures the console in a browser. @returns whether all that is promised is kept */
export async function consoleReport({ tickets, ...flags }: Flags): Promise<boolean> {
  const chromium = await ensureChromium((line) => console.log(line));
  if (!chromium) throw new UsageProblem('there is no chromium here; CHROMIUM may say where one is');
  const target = await benchTarget(flags);
  const office = new Office(target.gatewayUrl);
  let visitor: Visitor | undefined;
  try {
    const ids = await office.open(tickets);
    visitor = await Visitor.come(chromium, target.gatewayUrl, await office.busiest());
    const { scripts, styles } = await firstLoad(target.gatewayUrl);
    const scriptKb = scripts / 1_000;
    const kept = [
      said('first load', `${kb(scripts)} of script, ${kb(styles)} of style, gzipped`, scriptKb < goals.scriptKb),
    ];
    const work = latencies(await timesToWork(visitor, loads));
    kept.push(said('cold load until work', spread(work), work.p50 < goals.workMs));
    const see = latencies(await timesToSee(visitor, office, ids[0]!, renamed));
    kept.push(said('a change made elsewhere', spread(see), see.p95 < goals.seeMs));
    const { rows, ...list } = await scrollList(visitor, tickets);
    const isSmooth = list.framesPerSecond >= goals.framesPerSecond;
    kept.push(said(`scrolling ${rows} rows in 8 s`, framesOf(list), isSmooth && list.work < goals.frameMs));
    console.log(line('  as many lines of plain text', framesOf(await scrollPlainLines(visitor, rows))));
    const { megabytes, changes, seconds } = await rememberAnHour(visitor, office, ids, marks);
    const [, settled = 0] = megabytes;
    const isFlat = megabytes.at(-1)! < settled * goals.growth;
    const course = megabytes.map((mb) => mb.toFixed(1)).join(', ');
    const what = `memory, an hour in ${seconds.toFixed(0)} s`;
    kept.push(said(what, `${course} MB, ${changes} changes`, isFlat));
    return kept.every(Boolean);
  } finally {
    await visitor?.leave();
    await target.stop();
  }
}

const kb = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} kB`;
const spread = ({ p50, p95, max }: { p50: number; p95: number; max: number }): string =>
  `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)}, longest ${max.toFixed(0)}`;

const framesOf = ({ framesPerSecond, longest, work }: Scrolled): string =>
  `${framesPerSecond.toFixed(0)} frames/s, the longest ${longest.toFixed(0)} ms, ${work.toFixed(1)} ms of work for each`;
const line = (what: string, figure: string): string => `${what.padEnd(36)} ${figure}`;

function said(what: string, figure: string, isKept: boolean): boolean {
  console.log(`${line(what, figure)}${isKept ? '' : '   NOT REACHED'}`);
  return isKept;
}
