import { describe, expect, it } from '@jest/globals';
import type { NoticeRole, ToldCause } from './causes.js';
import { plan, type Addressee } from './plan.js';

const wishes = { language: 'en', timeZone: 'UTC', digest: 'none', wishes: [] } as const;
const person = (role: NoticeRole, personId: string, email?: string): Addressee => ({ role, personId, email, wishes });
const planned = (cause: ToldCause, addressees: Addressee[], by = 'system:sla'): string[] => {
  const [kind, id] = by.split(':') as ['person' | 'system', string];
  const news = { cause, ticketId: 't', by: { kind, id }, variables: {} };
  return plan(news, addressees, 0).map(({ channel, recipient }) => `${channel} ${recipient}`);
};

describe('who is told', () => {
  it.each<[string, ToldCause, Addressee[], string, string[]]>([
    ['the assignee of an assignment', 'assigned', [person('assignee', 'ana')], 'system:a', ['in-app ana']],
    ['nobody what they did themselves', 'assigned', [person('assignee', 'ana')], 'person:ana', []],
    [
      'the customer by mail',
      'replied',
      [{ role: 'customer', email: 'c@x.test', wishes }],
      'person:ana',
      ['email c@x.test'],
    ],
    ['no customer without an address', 'replied', [{ role: 'customer', wishes }], 'person:ana', []],
    [
      'managers of an escalation by both ways',
      'escalated',
      [person('assignee', 'ana', 'ana@x.test'), person('manager', 'mia', 'mia@x.test'), person('manager', 'max')],
      'system:sla',
      ['in-app ana', 'in-app mia', 'email mia@x.test', 'in-app max'],
    ],
    [
      'somebody with two roles once',
      'escalated',
      [person('assignee', 'mia', 'mia@x.test'), person('manager', 'mia', 'mia@x.test')],
      'system:sla',
      ['in-app mia', 'email mia@x.test'],
    ],
    ['nobody of what is not theirs', 'reassigned', [person('watcher', 'ben')], 'system:a', []],
  ])('%s', (_, cause, addressees, by, expected) => {
    expect(planned(cause, addressees, by)).toEqual(expected);
  });
});
