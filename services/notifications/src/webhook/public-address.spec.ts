import { expect, it } from '@jest/globals';
import { checkHost, isPublic, lookupPublic } from './public-address.js';

it.each([
  ['93.184.216.34', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['no address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

it('a private address as host is refused before anybody connects', () => {
  expect(() => checkHost('[::1]')).toThrow(/private/);
  expect(() => checkHost('127.0.0.1')).toThrow(/private/);
  expect(() => checkHost('hooks.example.test')).not.toThrow();
});

it('a name that leads into a private net is refused when it is looked up', async () => {
  const error = await new Promise<unknown>((resolve) => lookupPublic('localhost', {}, (failure) => resolve(failure)));
  expect(error).toMatchObject({ code: 'EFORBIDDEN' });
});
