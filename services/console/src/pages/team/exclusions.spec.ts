import { say } from '../../i18n/words.js';
import { readReason } from './exclusions.js';

const inChinese = (why: string): string => {
  const reading = readReason(why);
  return reading ? say(reading.word, 'zh', reading.values) : why;
};

describe('a reason of the assignment', () => {
  it.each([
    ['is away', '离开'],
    ['lacks network at level 4', '缺少技能 network（4 级）'],
    ['has no room: 8 of 10 points', '没有余量：8 / 10 点'],
    ['Nobody is available in Spare parts', 'Spare parts 无人在线'],
    ['She went home', 'She went home'],
  ])('%s is %s in Chinese', (why, wanted) => expect(inChinese(why)).toBe(wanted));

  it.each(['is on leave', 'lacks vpn at level 2', 'Nobody belongs to Default'])('%s stays so in English', (why) => {
    const { word, values } = readReason(why)!;
    expect(say(word, 'en', values)).toBe(why);
  });
});
