import { beforeAll, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Problem, type Actor } from '@deskbeat/contracts';
import type { Bus } from '@deskbeat/messaging';
import { ManualTime } from '@deskbeat/testing';
import { PresenceBeats } from './presence-beats.js';

beforeAll(() => Logger.overrideLogger(false));

const person = (id: string): Actor => ({ kind: 'person', id, name: id });
const program: Actor = { kind: 'system', id: 'wallboard' };
const seconds = (n: number): number => n * 1_000;

/** The signs of life that a gateway gives, oldest first. */
function startBeats({ failing = false } = {}) {
  const time = new ManualTime(0);
  const told: string[][] = [];
  const ask = async (_: unknown, { personIds }: { personIds: string[] }): Promise<void> => {
    told.push(personIds);
    if (failing) throw new Problem('service-unavailable');
  };
  const beats = new PresenceBeats({ ask } as unknown as Bus, time);
  beats.onModuleInit();
  return { beats, time, told };
}

it('who connects is there at once, and again every 20 seconds as long as the connection lasts', () => {
  const { beats, time, told } = startBeats();
  const end = beats.connected(person('ana'));
  expect(told).toEqual([['ana']]);
  for (const at of [20, 40]) time.moveTo(seconds(at));
  expect(told).toEqual([['ana'], ['ana'], ['ana']]);
  end();
  time.moveTo(seconds(60));
  expect(told).toHaveLength(3);
});

it('who has several connections is told once, until the last one ends', () => {
  const { beats, time, told } = startBeats();
  const ends = [beats.connected(person('ana')), beats.connected(person('ana'))];
  expect(told).toEqual([['ana']]);
  ends[0]!();
  time.moveTo(seconds(20));
  expect(told).toEqual([['ana'], ['ana']]);
  ends[1]!();
  time.moveTo(seconds(40));
  expect(told).toHaveLength(2);
});

it.each<[string, Actor, string | undefined, string[][]]>([
  ['whose feed it is, where a program follows it', program, 'ben', [['ben']]],
  ['who follows, not whose feed it is', person('ana'), 'ben', [['ana']]],
  ['nobody, where a program follows all tickets', program, undefined, []],
])('it is a sign of life of %s', (_, caller, personId, expected) => {
  const { beats, told } = startBeats();
  beats.connected(caller, personId)();
  expect(told).toEqual(expected);
});

it('many people are told of in few requests, none of more than 1,000', () => {
  const { beats, time, told } = startBeats();
  for (let n = 0; n < 2_500; n++) beats.connected(person(`p${n}`));
  told.length = 0;
  time.moveTo(seconds(20));
  expect(told.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
});

it('goes on when nobody hears it', async () => {
  const { beats, time, told } = startBeats({ failing: true });
  beats.connected(person('ana'));
  await Promise.resolve();
  time.moveTo(seconds(20));
  expect(told).toHaveLength(2);
});

it('ends with the gateway', () => {
  const { beats, time, told } = startBeats();
  beats.connected(person('ana'));
  beats.onModuleDestroy();
  time.moveTo(seconds(20));
  expect(told).toHaveLength(1);
});
