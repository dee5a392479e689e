import { assignmentDecided, noticeDelivered, type AssignmentDecided, type Event } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { connectNow } from '../command/connect.js';
import { until } from '../command/until.js';
import { cpuLines, CpuMeter } from '../measure/cpu.js';
import { System } from '../system/system.js';

const patienceMs = 120_000;
const people = 50;

/**
 * The notifications service alone with a bus and a store: decisions come as fast as they can be published, each makes
 * one in-app notice. @returns whether each was handed over, once
 */
export async function noticesReport(notices: number): Promise<boolean> {
  const system = await System.start({ services: ['notifications'] });
  const publisher = new EventPublisher(system.natsUrl, 'bench');
  const ear = await connectNow(system.natsUrl, 'bench-ear');
  try {
    await publisher.connect();
    const heard = new Map<string, number>();
    ear.subscribe(noticeDelivered.subject, {
      callback: (_, message) => {
        const { id } = message.json<Event>();
        heard.set(id, (heard.get(id) ?? 0) + 1);
      },
    });
    await ear.flush();
    const meter = new CpuMeter(system.processes);
    const began = performance.now();
    for (let n = 0; n < notices; n += 200) {
      const batch = Array.from({ length: Math.min(200, notices - n) }, (_, i) => publisher.publish(decided(n + i)));
      await Promise.all(batch);
    }
    const isDone = await until(async () => heard.size >= notices, patienceMs, 20);
    const seconds = (performance.now() - began) / 1000;
    const twice = [...heard.values()].filter((times) => times > 1).length;
    console.log(
      `${heard.size} of ${notices} in-app notices, ${twice} told twice, ${(heard.size / seconds).toFixed(0)}/s`,
    );
    console.log(['CPU seconds per 1,000:', ...cpuLines(meter.read(), notices).map((line) => `  ${line}`)].join('\n'));
    return isDone && twice === 0;
  } finally {
    await Promise.allSettled([ear.close(), publisher.onApplicationShutdown()]);
    await system.stop();
  }
}

function decided(n: number): Event<AssignmentDecided> {
  const ticketId = `t${n}`;
  const personId = `p${n % people}`;
  return {
    id: `assignment:${ticketId}:1`,
    subject: assignmentDecided.subject,
    aggregateId: ticketId,
    version: 1,
    at: new Date().toISOString(),
    actor: { kind: 'system', id: 'bench' },
    data: {
      ticketId,
      number: `DB-${n}`,
      subject: 'The printer on the second floor is stuck',
      personId,
      personName: personId,
      queueId: 'default',
      mode: 'round-robin',
      reason: 'next in turn',
    },
  };
}
