import { expect, it } from '@jest/globals';
import { IntakeConfig } from '../intake.config.js';
import { OpeningService } from './opening.service.js';

it('with too many events unsent a new ticket is refused for a moment, before anything is stored', async () => {
  const relay = { backlog: 2_001 };
  const untouched = undefined as never;
  const opening = new OpeningService(
    untouched,
    untouched,
    untouched,
    untouched,
    untouched,
    untouched,
    relay,
    new IntakeConfig(),
  );
  const request = { subject: 'Help', channel: 'web' as const, customer: {} };
  await expect(opening.open(request, { kind: 'system', id: 'test' }, new Date(0))).rejects.toMatchObject({
    code: 'overloaded',
    context: { retryAfterSeconds: 1 },
  });
});
