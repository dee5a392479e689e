import { describe, expect, it, jest } from '@jest/globals';
import { findNatsServer } from './find-nats-server.js';
import { ensureNatsServer } from './install-nats-server.js';
import { natsConfig, DEFAULT_LIMITS } from './nats-config.js';

describe('ensureNatsServer', () => {
  const never = async () => false;
  const always = async () => true;

  it('installs nothing when a server is here', async () => {
    const install = jest.fn<(prefix: string[]) => Promise<void>>();
    expect(await ensureNatsServer({ find: () => '/opt/nats-server', install })).toBe('/opt/nats-server');
    expect(install).not.toHaveBeenCalled();
  });

  it.each([
    { who: 'root', isRoot: true, prefix: [] },
    { who: 'a user whose sudo asks for no password', isRoot: false, prefix: ['sudo', '-n'] },
  ])('installs it for $who and says so', async ({ isRoot, prefix }) => {
    let here: string | undefined;
    const install = jest.fn<(prefix: string[]) => Promise<void>>(async () => void (here = '/usr/sbin/nats-server'));
    const said: string[] = [];
    const options = {
      find: () => here,
      canRun: always,
      install,
      isRoot,
      onProgress: (line: string) => said.push(line),
    };
    expect(await ensureNatsServer(options)).toBe('/usr/sbin/nats-server');
    expect(install.mock.calls).toEqual([[prefix]]);
    expect(said).toHaveLength(1);
  });

  it.each([
    { why: 'there is no apt-get', canRun: never },
    { why: 'sudo asks for a password', canRun: async (command: string) => command === 'apt-get' },
    { why: 'apt-get fails', canRun: always, install: () => Promise.reject(new Error('E: no network')) },
    { why: 'apt-get put it nowhere known', canRun: always, install: async () => {} },
  ])('says what to do when $why', async ({ canRun, install }) => {
    const options = { find: () => undefined, canRun, install, isRoot: false };
    await expect(ensureNatsServer(options)).rejects.toMatchObject({
      name: 'NatsServerUnavailable',
      message: expect.stringMatching(/sudo apt-get install nats-server[\s\S]*NATS_URL/),
    });
  });
});

it('a folder without the program, or with a file that may not be run, is passed over', () => {
  expect(findNatsServer('/nowhere:/etc', [])).toBeUndefined();
});

it('the configuration binds the loopback only and quotes paths', () => {
  const text = natsConfig({ ...DEFAULT_LIMITS, name: 'a', port: 7322, storeDir: '/tmp/a "b"' });
  expect(text).toContain('host: "127.0.0.1"');
  expect(text).toContain('store_dir: "/tmp/a \\"b\\""');
});
