import { describe, expect, it } from '@jest/globals';
import { isForeign } from './same-origin.js';

const trusted = new Set(['https://intranet.example.test']);
const host = 'desk.example.test';

describe('a request that changes something', () => {
  it.each([
    ['same-origin', undefined, false],
    ['none', undefined, false],
    ['same-site', `https://shop.example.test`, true],
    ['cross-site', 'https://evil.example.test', true],
    ['cross-site', 'https://intranet.example.test', false],
    [undefined, `https://${host}`, false],
    [undefined, 'https://evil.example.test', true],
    [undefined, 'null', true],
    [undefined, `https://${host}.evil.example.test`, true],
    [undefined, undefined, false],
  ])('from %s, origin %s: foreign %s', (site, origin, expected) => {
    expect(isForeign('POST', { host, 'sec-fetch-site': site, origin }, trusted)).toBe(expected);
  });

  it('is what matters: reading is not', () => {
    expect(isForeign('GET', { host, 'sec-fetch-site': 'cross-site' }, trusted)).toBe(false);
  });
});
