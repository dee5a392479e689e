import * as dns from 'node:dns';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';

const publicAddress = '93.184.216.34';
/** What the resolver says, one after the other; the last one for good. */
let answers: string[] = [];
let asked = 0;
/** Addresses that somebody was about to connect to. */
const connected: string[] = [];

type Told = (error: null, found: { address: string; family: number }[]) => void;
jest.unstable_mockModule('node:dns', () => ({
  ...dns,
  lookup: (_: string, __: object, told: Told) => {
    const address = answers[Math.min(asked++, answers.length - 1)]!;
    setImmediate(told, null, [{ address, family: 4 }]);
  },
}));
jest.unstable_mockModule('node:http', () => ({
  ...http,
  request: (...given: Parameters<typeof http.request>) => {
    const sent = http.request(...given);
    sent.once('socket', (socket) =>
      socket.on('lookup', (error, address) => {
        if (error) return;
        connected.push(address);
        if (address === publicAddress) socket.destroy(new Error('far away'));
      }),
    );
    return sent;
  },
}));
const { post } = await import('./post.js');

let inside: http.Server;
let reached = 0;
beforeAll(async () => {
  inside = http.createServer((_, response) => {
    reached++;
    response.end();
  });
  await new Promise<void>((done) => void inside.listen(0, '127.0.0.1', done));
});
afterAll(() => new Promise<void>((done) => void inside.close(() => done())));
beforeEach(() => {
  [asked, reached, connected.length] = [0, 0, 0];
});

const tell = (host: string, allowPrivate = false): Promise<void> =>
  post(`http://${host}:${(inside.address() as AddressInfo).port}/`, '{}', { headers: {}, allowPrivate });

it('a name that is public when it is checked and private afterwards leads where it was checked', async () => {
  answers = [publicAddress, '127.0.0.1'];
  await expect(tell('rebinding.example.test')).rejects.toThrow('far away');
  expect([connected, asked, reached]).toEqual([[publicAddress], 1, 0]);
});

it('the next time it is refused before anybody connects', async () => {
  answers = ['127.0.0.1'];
  await expect(tell('rebinding.example.test')).rejects.toMatchObject({ code: 'EFORBIDDEN' });
  expect([connected, reached]).toEqual([[], 0]);
});

it('where private networks are allowed, it is reached', async () => {
  await tell('127.0.0.1', true);
  expect(reached).toBe(1);
});
