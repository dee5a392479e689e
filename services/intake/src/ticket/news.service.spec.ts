import { expect, it } from '@jest/globals';
import { Problem } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { NewsService } from './news.service.js';

const event = {
  id: 'e',
  subject: 'evt.clock.met.v1',
  aggregateId: 't',
  version: 1,
  at: '',
  actor: { kind: 'system', id: 's' },
};

it.each([
  ['not-found', 'too-early'],
  ['overloaded', 'overloaded'],
] as const)('when the store says %s, the news are %s', async (code, expected) => {
  const store = { revise: () => Promise.reject(new Problem(code)) };
  const news = new NewsService(store as never, new Time());
  await expect(news.clock({ ...event, data: { ticketId: 't', clocks: [] } } as never)).rejects.toMatchObject({
    code: expected,
  });
});
