import { expect, it } from '@jest/globals';
import { verdictOn, type Aging } from './growing-old.js';

const now = new Date('2030-06-01T00:00:00Z');
const before = new Date('2029-06-01T00:00:00Z');
const long = new Date('2029-01-01T00:00:00Z');
const lately = new Date('2030-05-01T00:00:00Z');
const old: Aging = { status: 'closed', closedAt: long };
const open: Aging = { status: 'in-progress' };

it.each<[string, Aging, Aging | undefined, ReturnType<typeof verdictOn>]>([
  ['was closed long ago', old, undefined, 'forget'],
  ['is open', open, undefined, 'open'],
  ['is resolved only', { status: 'resolved' }, undefined, 'open'],
  ['was closed lately', { status: 'closed', closedAt: lately }, undefined, 'young'],
  ['was closed at that very instant', { status: 'closed', closedAt: before }, undefined, 'young'],
  ['has a planned date ahead', { ...old, plannedFor: new Date('2031-01-01T00:00:00Z') }, undefined, 'planned'],
  ['had a planned date', { ...old, plannedFor: long }, undefined, 'forget'],
  ['goes on in one that is open', old, open, 'goes-on'],
  ['goes on in one that was closed lately', old, { status: 'closed', closedAt: lately }, 'goes-on'],
  ['goes on in one that is old as well', old, old, 'forget'],
])('a ticket that %s', (_, ticket, into, verdict) => {
  expect(verdictOn(ticket, into, before, now)).toBe(verdict);
});
