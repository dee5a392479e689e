import { describe, expect, it } from '@jest/globals';
import { openTicket, validated } from '@deskbeat/contracts';
import { defaultMapping, mapRow, rulesFrom, withRules, type Issue } from './mapping.js';

const issueOf = (record: Record<string, unknown>, row = 1, rules: string[] = []): Issue => {
  const mapped = mapRow(record, row, withRules(defaultMapping, rules));
  if ('skipped' in mapped) throw new Error(mapped.skipped);
  return mapped.issue;
};

it('reads the usual columns without any rule', () => {
  const record = {
    subject: 'No light',
    body: 'It is dark',
    priority: 'High',
    type: 'fault',
    tags: 'a|b|a',
    email: 'ana@example.test',
  };
  expect(issueOf(record)).toEqual({
    subject: 'No light',
    text: 'It is dark',
    priority: 'high',
    type: 'fault',
    tags: ['a', 'b'],
    customer: { email: 'ana@example.test' },
  });
});

describe('rules', () => {
  it('name a column or say what a value means, whatever its case', () => {
    const rules = ['subject=Betreff', 'priority.A=urgent', 'type.Incident=fault'];
    const record = { Betreff: 'Kein Licht', priority: 'a', type: 'incident' };
    expect(issueOf(record, 1, rules)).toMatchObject({ subject: 'Kein Licht', priority: 'urgent', type: 'fault' });
  });

  it('may come from a file', () => {
    expect(rulesFrom({ subject: 'Title', priority: { high: 'urgent' } })).toEqual([
      'subject=Title',
      'priority.high=urgent',
    ]);
  });

  it.each(['subject', '=x', 'colour=x', 'priority.high=soon', 'type.x=__proto__', 'type.constructor=constructor'])(
    '%s is refused',
    (rule) => {
      expect(() => withRules(defaultMapping, [rule])).toThrow(/--map/);
    },
  );
});

it('a value that no rule explains is left out and told', () => {
  const mapped = mapRow({ subject: 'x', type: 'Incident', priority: 'constructor' }, 1, defaultMapping);
  expect(mapped).toEqual({
    issue: { subject: 'x', customer: { email: 'customer-1@example.test' } },
    unexplained: ['type.Incident', 'priority.constructor'],
  });
});

it('a row without a subject takes the first line of its text', () => {
  expect(issueOf({ body: 'It is dark\nand cold' })).toMatchObject({
    subject: 'It is dark',
    text: 'It is dark\nand cold',
  });
});

it('a row with neither is skipped', () => {
  expect(mapRow({ subject: ' ', body: '\u0000' }, 3, defaultMapping)).toEqual({
    skipped: 'it has neither subject nor text',
  });
});

it('a row without a usable address gets a made-up customer that comes again', () => {
  const email = (row: number) => issueOf({ subject: 'x', email: 'nobody' }, row).customer.email;
  expect([email(1), email(500), email(501)]).toEqual([
    'customer-1@example.test',
    'customer-500@example.test',
    'customer-1@example.test',
  ]);
});

it('whatever a row holds, what is sent is acceptable', () => {
  const record = {
    subject: `${'😀'.repeat(200)}\u0007\r\n`,
    body: `\u0000${'x'.repeat(70_000)}`,
    tags: Array.from({ length: 50 }, (_, index) => `${index}-${'t'.repeat(80)}`).join(','),
    name: 'n'.repeat(500),
  };
  expect(validated(openTicket.payload, { ...issueOf(record), channel: 'api' })).toBeDefined();
});
