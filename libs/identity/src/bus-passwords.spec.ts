import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addSource, busAccountsIn, busUrlOf, passwordFile, removeSource, sourcesIn } from './bus-passwords.js';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'bus-')), 'bus');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const passwordOf = (user: string): Promise<string> => readFile(join(folder, passwordFile(user)), 'utf8');
const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('passwords of the bus', () => {
  it('are made once, one for each, for the eyes of the owner only', async () => {
    const made = await busAccountsIn(folder, ['intake', 'sla']);
    expect(made.map(({ user }) => user)).toEqual(['intake', 'sla', 'tools']);
    expect(new Set(made.map(({ password }) => password)).size).toBe(3);
    expect(await Promise.all([folder, join(folder, 'intake.password')].map(modeOf))).toEqual(['700', '600']);
    expect(await busAccountsIn(folder, ['intake', 'sla'])).toEqual(made);
    expect(made[0]!.password).toBe(await passwordOf('intake'));
  });

  it('of which a crash left half are made anew', async () => {
    await busAccountsIn(folder, ['sla']);
    await writeFile(join(folder, 'sla.password'), 'half');
    const [sla] = await busAccountsIn(folder, ['sla']);
    expect(sla!.password.length).toBeGreaterThanOrEqual(43);
  });
});

describe('a source', () => {
  beforeEach(() => busAccountsIn(folder, []));

  it('that is added is let in with its own rights, until it is removed', async () => {
    const file = await addSource(folder, 'crm');
    expect(await modeOf(file)).toBe('600');
    const known = await readFile(file, 'utf8');
    expect(await addSource(folder, 'crm')).toBe(file);
    expect((await busAccountsIn(folder, []))[0]).toMatchObject({ user: 'source-crm', password: known });
    expect(await sourcesIn(folder)).toEqual(['crm']);
    expect([await removeSource(folder, 'crm'), await removeSource(folder, 'crm')]).toEqual([true, false]);
    expect((await busAccountsIn(folder, [])).map(({ user }) => user)).toEqual(['tools']);
  });

  it.each(['', 'CRM', 'a.b', '*', '>', '../tools', '-a', 'a'.repeat(41)])('cannot have the name %j', async (name) => {
    await expect(addSource(folder, name)).rejects.toThrow(/cannot be a source/);
  });
});

describe('an address', () => {
  it('gets the user and the password; one that names a user stays', async () => {
    await busAccountsIn(folder, ['sla']);
    expect(busUrlOf('nats://a:1', folder, 'sla')).toBe(`nats://sla:${await passwordOf('sla')}@a:1`);
    expect(busUrlOf('nats://u:p@a:1', folder, 'sla')).toBe('nats://u:p@a:1');
    expect(() => busUrlOf('nats://a:1', folder, 'nobody')).toThrow(/nobody\.password/);
  });
});
