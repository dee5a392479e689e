import { priorities, ticketTypes } from '@deskbeat/contracts';
import type { Keyed } from '../replay/pump.js';
import { pick, randomFrom } from './random.js';

const things = ['printer', 'invoice', 'login page', 'conveyor belt', 'delivery', 'phone line', 'course plan', '打印机'];
const troubles = [
  'does not start',
  'shows the wrong total',
  'is slow since this morning',
  'stopped after the update',
  'was billed twice',
  'makes a strange noise – “klack”',
  'funktioniert nicht größer als A4',
];
const places = ['in Room 4', 'at the Lisbon office', 'for all of us', 'on my phone', 'in the warehouse'];
const asks = ['Please call back.', 'How long will it take?', 'This is the second time.', 'Thank you!'];

/** Issues in made-up words, the same for the same seed, without an end. */
export async function* madeUpIssues(seed: number, run: string): AsyncGenerator<Keyed> {
  const random = randomFrom(seed);
  for (let n = 1; ; n++) {
    const subject = `The ${pick(random, things)} ${pick(random, troubles)}`;
    const sentences = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      [subject, pick(random, places), '–', pick(random, asks)].join(' '),
    );
    yield {
      key: `${run}-${n}`,
      issue: {
        subject,
        text: sentences.join('\n'),
        type: pick(random, ticketTypes),
        priority: pick(random, priorities),
        tags: [pick(random, ['web', 'store', 'school'])],
        customer: { email: `customer-${1 + Math.floor(random() * 200)}@example.test` },
      },
    };
  }
}
