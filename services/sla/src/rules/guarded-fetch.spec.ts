import { expect, it } from '@jest/globals';
import { guardedFetch, isPrivate } from './guarded-fetch.js';

it.each<[string, boolean]>([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['93.184.216.34', false],
  ['::1', true],
  ['::', true],
  ['fe80::1', true],
  ['fd00::1', true],
  ['::ffff:8.8.8.8', true],
  ['64:ff9b::a00:1', true],
  ['2002:a00:1::', true],
  ['2001:db8::1', true],
  ['2606:4700::1111', false],
  ['not an address', true],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});

it.each([
  ['ftp://example.com/a', /no http/],
  ['file:///etc/passwd', /no http/],
  ['hello', /no http/],
  ['http://ana:secret@example.com/', /password/],
  ['http://127.0.0.1:1/', /private/],
  ['http://2130706433/', /private/],
  ['http://0x7f.1/', /private/],
  ['http://[::1]/', /private/],
])('%s is not fetched', async (address, words) => {
  await expect(guardedFetch(address, { timeoutMs: 500, maxBytes: 10, allowPrivate: false })).rejects.toThrow(words);
});
