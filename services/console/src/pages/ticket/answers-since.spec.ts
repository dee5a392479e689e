import { expect, it } from '@jest/globals';
import type { TimelineEntry } from '@deskbeat/contracts';
import { answersSince } from './answers-since.js';

const entry = (version: number, what: string, id: string, name?: string): TimelineEntry => ({
  version,
  subject: `evt.ticket.${what}.v1`,
  at: '2030-01-01T00:00:00Z',
  actor: { kind: 'person', id, ...(name && { name }) },
  data: {},
  text: 'x',
});

it('names those who replied since, once each, not oneself and not who only noted', () => {
  const entries = [
    entry(3, 'replied', 'ben', 'Ben'),
    entry(5, 'replied', 'mia', 'Mia'),
    entry(6, 'replied', 'mia', 'Mia'),
    entry(7, 'replied', 'ana', 'Ana'),
    entry(8, 'noted', 'ben', 'Ben'),
    entry(9, 'replied', 'kim'),
  ];
  expect(answersSince(entries, 4, 'ana')).toEqual(['Mia', 'kim']);
});
