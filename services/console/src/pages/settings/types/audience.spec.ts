import { expect, it } from '@jest/globals';
import type { FieldAudience, FieldRule } from '@deskbeat/contracts';
import { audienceOf, chosenIn, withRule } from './audience.js';

it.each<[FieldAudience | undefined, string[]]>([
  [undefined, []],
  [{ roles: [], teams: [] }, ['administrators']],
  [{ roles: ['lead'], teams: ['hr', 'a:b'] }, ['role:lead', 'team:hr', 'team:a:b']],
])('%j is chosen as %j, and back', (audience, chosen) => {
  expect(chosenIn(audience)).toEqual(chosen);
  expect(audienceOf(chosen)).toEqual(audience);
});

it('who was alone with the administrators is joined by others', () => {
  expect(audienceOf(['administrators', 'role:lead'])).toEqual({ roles: ['lead'], teams: [] });
});

it('a field has one rule, or none when nothing is said of it', () => {
  const leads = { roles: ['lead' as const], teams: [] };
  const tags: FieldRule = { of: 'ticket', field: 'tags', changedBy: leads };
  const notes: FieldRule = { of: 'customer', field: 'notes', seenBy: leads };
  const once = withRule([tags, notes], { ...notes, of: 'ticket' });
  expect(once).toEqual([tags, notes, { ...notes, of: 'ticket' }]);
  expect(withRule(once, { of: 'ticket', field: 'tags' })).toEqual([notes, { ...notes, of: 'ticket' }]);
});
