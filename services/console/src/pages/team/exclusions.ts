import type { Word, Values } from '../../i18n/words.js';

type Reading = [pattern: RegExp, word: Word, values: readonly string[]];

/** Why somebody could not get a ticket, as the assignment service says it, for readers of other languages. */
const readings: readonly Reading[] = [
  [/^is not active$/, { en: 'is not active', zh: '未启用' }, []],
  [/^is on leave$/, { en: 'is on leave', zh: '休假中' }, []],
  [/^has no shifts$/, { en: 'has no shifts', zh: '没有班次' }, []],
  [/^is not on shift$/, { en: 'is not on shift', zh: '不在班次内' }, []],
  [/^is busy$/, { en: 'is busy', zh: '忙碌' }, []],
  [/^is away$/, { en: 'is away', zh: '离开' }, []],
  [/^is offline$/, { en: 'is offline', zh: '离线' }, []],
  [/^has no live connection$/, { en: 'has no live connection', zh: '没有实时连接' }, []],
  [/^returned this ticket$/, { en: 'returned this ticket', zh: '退回过此工单' }, []],
  [/^reported this ticket$/, { en: 'reported this ticket', zh: '是此工单的报告人' }, []],
  [
    /^lacks (\S+) at level (\d+)$/,
    { en: 'lacks {skill} at level {level}', zh: '缺少技能 {skill}（{level} 级）' },
    ['skill', 'level'],
  ],
  [/^never has room for (\d+) points$/, { en: 'never has room for {n} points', zh: '容量不足 {n} 点' }, ['n']],
  [
    /^has no room: (\d+) of (\d+) points$/,
    { en: 'has no room: {load} of {capacity} points', zh: '没有余量：{load} / {capacity} 点' },
    ['load', 'capacity'],
  ],
  [/^Nobody belongs to (.+)$/, { en: 'Nobody belongs to {queue}', zh: '{queue} 没有成员' }, ['queue']],
  [/^Nobody is available in (.+)$/, { en: 'Nobody is available in {queue}', zh: '{queue} 无人在线' }, ['queue']],
  [
    /^Waits in (.+) until somebody takes it$/,
    { en: 'Waits in {queue} until somebody takes it', zh: '在 {queue} 中等待领取' },
    ['queue'],
  ],
  [
    /^Waits in (.+) until somebody gives it to a person$/,
    { en: 'Waits in {queue} until somebody gives it to a person', zh: '在 {queue} 中等待分配' },
    ['queue'],
  ],
];

/** @returns nothing for a reason that people wrote */
export function readReason(why: string): { word: Word; values: Values } | undefined {
  for (const [pattern, word, names] of readings) {
    const found = pattern.exec(why);
    if (found) return { word, values: Object.fromEntries(names.map((name, index) => [name, found[index + 1]!])) };
  }
  return undefined;
}
