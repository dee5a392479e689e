import { afterEach, expect, it } from '@jest/globals';
import { ensureChromium, findChromium } from './chromium.js';

const before = process.env.CHROMIUM;
afterEach(() => {
  if (before === undefined) delete process.env.CHROMIUM;
  else process.env.CHROMIUM = before;
});

it('a browser that is named is taken before others, and nothing is installed', async () => {
  process.env.CHROMIUM = process.execPath;
  const said: string[] = [];
  expect(findChromium()).toBe(process.execPath);
  expect(await ensureChromium((line) => said.push(line))).toBe(process.execPath);
  expect(said).toEqual([]);
});

it('one that is not there is not taken', () => {
  process.env.CHROMIUM = '/nowhere/chromium';
  expect(findChromium()).not.toBe('/nowhere/chromium');
});
