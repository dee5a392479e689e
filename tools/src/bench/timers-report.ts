import { latencyLine } from '../measure/percentiles.js';
import { benchTimers, type TimersOptions } from './timers.js';

const goals = { marksMs: 1_000, burstMs: 10_000 };

/** Prints how exactly clocks say that they are due. @returns whether every mark came once and the goals are reached */
export async function timersReport(options: TimersOptions): Promise<boolean> {
  const { open, openedPerSecond, marks, burst, killed, missing, twice } = await benchTimers(options);
  console.log(`${open} open clocks, started at ${openedPerSecond.toFixed(0)}/s`);
  console.log(`from the instant of a mark until it is heard: ${latencyLine(marks)} (${marks.count} marks)`);
  console.log(`${burst.count} due in the same instant: ${latencyLine(burst)}, the last one ${ms(burst.max)}`);
  console.log(
    `one of two replicas killed: ${latencyLine(killed)}, the longest ${ms(killed.max)} (${killed.count} marks)`,
  );
  console.log(`${missing} missing, ${twice} said twice`);
  return missing + twice === 0 && marks.p99 <= goals.marksMs && burst.max <= goals.burstMs;
}

const ms = (value: number): string => `${Math.round(value)} ms`;
