import { cpuLines } from '../measure/cpu.js';
import { latencyLine } from '../measure/percentiles.js';
import { benchAssignment } from './assignment.js';

/** @returns whether nothing was decided twice or beyond a capacity */
export async function assignmentReport(waiting: number): Promise<boolean> {
  const { people, queues, single, drain, all, twice, overCapacity } = await benchAssignment(waiting, 200, 40);
  console.log(`${waiting} tickets wait, ${people} people, ${queues} queues`);
  console.log(`a single decision, event to event  ${latencyLine(single)}`);
  console.log(`drain of ${drain.tickets} after a shift starts  ${drain.seconds.toFixed(2)} s`);
  console.log(`drain of all ${all.tickets}  ${all.perSecond.toFixed(0)} decisions/s`);
  console.log(`decided twice ${twice}, people beyond their capacity ${overCapacity}`);
  console.log(['CPU seconds per 1,000:', ...cpuLines(all.cpu, all.tickets).map((line) => `  ${line}`)].join('\n'));
  return twice === 0 && overCapacity === 0;
}
