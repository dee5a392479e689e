import { expect, it } from '@jest/globals';
import { aTicket, noon, rules } from '../../../test/builders.js';
import { facet, facetsOf } from './facets.js';
import { open } from './open-ticket.js';
import { tagsAfter, tagsIn } from './tags.js';
import { update } from './update.js';

it.each([
  [['VPN', 'vpn', ' Vpn '], ['vpn']],
  [
    ['ＶＰＮ', 'vip\u00a0 Lane', '工单'],
    ['vpn', 'vip lane', '工单'],
  ],
  [['\u3000'], []],
  [undefined, []],
])('%j are kept as %j', (written, kept) => expect(tagsIn(written)).toEqual(kept));

it('a ticket has them in that form when it is opened and changed', () => {
  const request = { subject: 'Help', channel: 'email' as const, customer: {}, tags: ['VPN', 'vpn'] };
  const customer = { id: 'c', name: 'Chris', tier: 'standard' as const };
  expect(open(request, { number: 'DB-1', customer, now: noon }, rules).state.tags).toEqual(['vpn']);
  const ticket = aTicket({ tags: ['vpn'] });
  const changed = (tags: string[]) => update(ticket, { ticketId: 't', seenVersion: 1, tags }, noon, rules);
  expect(changed(['Vpn', 'VIP'])?.next.tags).toEqual(['vpn', 'vip']);
  expect(changed(['ＶＰＮ'])).toBeUndefined();
});

it('what is added and removed is the same tag however it is written, also on tickets from before', () => {
  expect(tagsAfter(['VPN', 'Old'], { addTags: ['vpn', 'New'], removeTags: ['OLD'] })).toEqual(['vpn', 'new']);
});

it('is found however it is asked for', () => {
  expect(facetsOf({ tags: ['vpn'] } as never)).toContain(facet('tag', ' ＶＰＮ'));
});
