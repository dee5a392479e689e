import { expect, it } from '@jest/globals';
import { renamesIn, type Leaver } from './renames.js';

const leaver: Leaver = {
  id: 'ana',
  names: ['Ana', 'Ana (Berlin)'],
  addresses: ['ana@desk.example.test'],
  pseudonym: 'Former member 7',
};
const now = 'Former member 7';
const ana = { kind: 'person', id: 'ana', name: 'Ana' };

it.each<[string, object, object]>([
  ['who did it', { actor: ana }, { 'actor.name': now }],
  ['who has it', { assigneeId: 'ana', assigneeName: 'Ana' }, { assigneeName: now }],
  ['who has got it', { data: { personId: 'ana', personName: 'Ana' } }, { 'data.personName': now }],
  ['who it is', { data: { personId: 'ana', name: 'Ana', role: 'agent' } }, { 'data.name': now }],
  ['what was done by them', { ticked: [{ by: { ...ana, id: 'ben' } }, { by: ana }] }, { 'ticked.1.by.name': now }],
  ['an address', { to: ['x', { at: 'Ana@desk.example.test' }] }, { 'to.1.at': 'former-member-7@removed.invalid' }],
  ['where they were', { accountId: 'ana', address: '192.0.2.7', device: 'A phone' }, { address: '…', device: '…' }],
  ['where another was', { accountId: 'ben', address: '192.0.2.7' }, {}],
  ['nobody', { assigneeId: 'ben', assigneeName: 'Ana' }, {}],
  ['a customer of that id', { actor: { kind: 'customer', id: 'ana', name: 'Ana' } }, {}],
  ['a queue of that id', { queue: { kind: 'queue', id: 'ana', name: 'Ana’s' } }, {}],
  ['an instant', { at: new Date(0), assigneeId: 'ana' }, {}],
  ['them already without a name', { actor: { ...ana, name: now } }, {}],
])('of what tells %s', (_, document, renames) => {
  expect(renamesIn(document, leaver)).toEqual(renames);
});

it.each([
  ['DB-1 is now with Ana: No light', `DB-1 is now with ${now}: No light`],
  ['DB-1 已转交给 Ana：灯', `DB-1 已转交给 ${now}：灯`],
  ['Anabel has it, not Ana.', `Anabel has it, not ${now}.`],
])('of the sentence %s', (title, told) => {
  expect(renamesIn({ title }, leaver, ['title', 'body'])).toEqual({ title: told });
  expect(renamesIn({ title }, leaver)).toEqual({});
});

it('what is renamed has nothing more to rename', () => {
  const title = 'DB-1: Ana mentioned you';
  const { title: told } = renamesIn({ title }, leaver, ['title']);
  expect(renamesIn({ title: told }, leaver, ['title'])).toEqual({});
});
