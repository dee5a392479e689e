import { expect, it } from '@jest/globals';
import {
  assignmentDecided,
  assignmentQueued,
  clockStarted,
  noticeDelivered,
  ticketAssignmentRecorded,
  ticketClockRecorded,
  ticketNoticeRecorded,
  ticketOpened,
  type Event,
  type TicketView,
} from '@deskbeat/contracts';
import { Facts, isSettled, isUnderWay } from './facts.js';
import { shortfallsOf } from './shortfalls.js';

const notice = { cause: 'assigned', channel: 'in-app', recipient: 'ana', outcome: 'sent' };
const aggregateOf = (subject: string): string => subject.split('.')[1]!.replace('timeline', 'ticket');
const event = (subject: string, aggregateId: string, version: number, data: object): Event => ({
  id: `${aggregateOf(subject)}:${aggregateId}:${version}`,
  subject,
  aggregateId,
  version,
  at: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'system', id: 'test' },
  data,
});
const story = [
  event(ticketOpened.subject, 't', 1, {}),
  event(assignmentDecided.subject, 't', 1, { ticketId: 't', personId: 'ana' }),
  event(clockStarted.subject, 't', 1, { ticketId: 't' }),
  event(ticketAssignmentRecorded.subject, 't', 2, { assigneeId: 'ana', queueId: 'q' }),
  event(ticketClockRecorded.subject, 't', 3, { what: 'started' }),
  event(noticeDelivered.subject, 'n', 1, { ticketId: 't', ...notice }),
  event(ticketNoticeRecorded.subject, 't', 4, notice),
];
const clocks = (['first-response', 'resolution'] as const).map((target) => ({
  target,
  cycle: 1,
  state: 'running' as const,
}));
const view = { id: 't', version: 4, assigneeId: 'ana', queueId: 'q', clocks } as TicketView;

function told(events: Event[]): Facts {
  const facts = new Facts();
  for (const one of events) facts.apply(one);
  return facts;
}
const without = (subject: string) => told(story.filter((one) => one.subject !== subject)).of('t');
const timeline = (versions: number[]) => versions.map((version) => ({ version, subject: 'evt.ticket.x', data: {} }));

it('a ticket with all its steps lacks nothing, however often the stream repeats them', () => {
  const facts = told([...story, ...story, ...story]).of('t')!;
  expect(shortfallsOf({ ticketId: 't', view, facts, timeline: timeline([1, 2, 3, 4]) })).toEqual([]);
  expect([isUnderWay(facts), isSettled(facts)]).toEqual([true, true]);
});

it('a ticket that nobody could take lacks nothing when its queue says why', () => {
  const facts = told([
    story[0]!,
    event(assignmentQueued.subject, 't', 1, { ticketId: 't', reason: 'nobody is there' }),
    story[2]!,
    event(ticketAssignmentRecorded.subject, 't', 2, { queueId: 'q' }),
    story[4]!,
  ]).of('t')!;
  expect(isSettled(facts)).toBe(true);
  expect(shortfallsOf({ ticketId: 't', view: { ...view, version: 3, assigneeId: undefined }, facts })).toEqual([]);
});

it.each([
  ['it does not exist', {}, ['the ticket does not exist']],
  ['nothing was published', { view }, ['the events stream knows nothing of it']],
  [
    'it was not told as opened',
    { view, facts: without(ticketOpened.subject) },
    ['opened 0 times', 'stream has versions 2,3,4 of 4'],
  ],
  ['its clocks did not start', { view, facts: without(clockStarted.subject) }, ['clocks started 0 times']],
  [
    'a target has two clocks',
    { view: { ...view, clocks: [...clocks, clocks[0]!] }, facts: told(story).of('t') },
    ['2 clocks for first-response'],
  ],
  [
    'it is given away twice',
    {
      view,
      facts: told([...story, event(assignmentDecided.subject, 't', 2, { ticketId: 't', personId: 'ben' })]).of('t'),
    },
    ['given away 2 times', 'the ticket and the assignment name different persons'],
  ],
  [
    'it has nobody and no reason',
    { view: { ...view, assigneeId: undefined }, facts: told(story).of('t') },
    ['neither somebody who has it nor a reason to wait'],
  ],
  [
    'a notice came twice',
    { view, facts: told([...story, event(noticeDelivered.subject, 'm', 1, { ticketId: 't', ...notice })]).of('t') },
    ['notice assigned in-app ana 2 times'],
  ],
  [
    'the timeline has a hole',
    { view, facts: told(story).of('t'), timeline: timeline([1, 2, 4]) },
    ['timeline has versions 1,2,4 of 4'],
  ],
])('says when %s', (_, account, expected) => {
  expect(shortfallsOf({ ticketId: 't', ...account })).toEqual(expected);
});
