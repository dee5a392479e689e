import { expect, it } from '@jest/globals';
import { aTicket, later, noon, rules } from '../../../test/builders.js';
import { inSequence } from './in-sequence.js';
import { stepsOf } from './macro-steps.js';

const shown = (facts: readonly { subject: string }[] = []) => facts.map(({ subject }) => subject.split('.')[2]);
const reply = { text: 'A new one is on its way' };

it('several changes and a reply are one decision: one state, facts without a gap', () => {
  const ticket = aTicket({ status: 'in-progress', version: 4, tags: ['old', 'kept'] });
  const actions = {
    priority: 'high' as const,
    addTags: ['new'],
    removeTags: ['old'],
    status: 'awaiting-confirmation' as const,
    snoozeMinutes: 60,
    reason: 'why',
  };
  const steps = stepsOf(actions, { note: { text: 'sent', mentions: ['ben'] }, reply }, noon, rules);
  const revision = inSequence(ticket, steps);
  expect(shown(revision?.facts)).toEqual(['updated', 'noted', 'mentioned', 'replied', 'status-changed', 'snoozed']);
  expect(revision?.facts[2]!.data).toMatchObject({ entry: 6 });
  expect(revision?.next).toMatchObject({
    priority: 'high',
    tags: ['kept', 'new'],
    status: 'awaiting-confirmation',
    snoozedUntil: later(3_600_000),
    changedIn: 9,
  });
});

it('a step that is refused is named, and nothing of the others is left', () => {
  const ticket = aTicket({ status: 'new' });
  const steps = stepsOf({ priority: 'high', status: 'closed', reason: 'why' }, {}, noon, rules);
  expect(() => inSequence(ticket, steps)).toThrow(
    expect.objectContaining({ code: 'move-not-allowed', context: expect.objectContaining({ step: 'status' }) }),
  );
  expect(ticket.priority).toBe('medium');
});

it('what is there already is nothing to do', () => {
  const steps = stepsOf({ priority: 'medium', status: 'new', reason: 'why' }, {}, noon, rules);
  expect(inSequence(aTicket(), steps)).toBeUndefined();
});
