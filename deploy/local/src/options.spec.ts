import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { parseOptions } from './options.js';

it('without arguments everything is local, in .deskbeat, on 7300', () => {
  expect(parseOptions([], {})).toEqual({
    singleProcess: false,
    demo: false,
    verbose: false,
    dev: false,
    help: false,
    data: resolve('.deskbeat'),
    port: 7300,
    host: '127.0.0.1',
  });
});

it('takes the bus and the database from the environment', () => {
  const env = { NATS_URL: 'nats://a:1', MONGODB_URI: 'mongodb://b', DESKBEAT_HOST: '0.0.0.0' };
  expect(parseOptions(['--demo', '--port', '8000'], env)).toMatchObject({
    natsUrl: 'nats://a:1',
    mongodbUri: 'mongodb://b',
    host: '0.0.0.0',
    demo: true,
    port: 8000,
  });
});

it.each([['--port', 'http'], ['--port', '70000'], ['--nonsense'], ['stray']])('refuses %s %s', (...args) => {
  expect(() => parseOptions(args, {})).toThrow(expect.objectContaining({ name: 'StartProblem' }));
});
