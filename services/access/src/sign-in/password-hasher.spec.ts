import { beforeEach, expect, it, jest } from '@jest/globals';
import * as argon2 from '@node-rs/argon2';

/** Work with passwords that was really done: what was asked of argon2, and the parameters of the hash. */
const work: string[] = [];
const parametersOf = (hash: string): string => hash.split('$').slice(1, 4).join(' ');
jest.unstable_mockModule('@node-rs/argon2', () => ({
  ...argon2,
  hash: async (...args: Parameters<typeof argon2.hash>) => {
    const made = await argon2.hash(...args);
    work.push(`hash ${parametersOf(made)}`);
    return made;
  },
  verify: (...args: Parameters<typeof argon2.verify>) => {
    work.push(`verify ${parametersOf(String(args[0]))}`);
    return argon2.verify(...args);
  },
}));
const { PasswordHasher } = await import('./password-hasher.js');

const hasher = new PasswordHasher({ ARGON2_MEMORY_KIB: 64, ARGON2_PASSES: 2 } as never);
await hasher.onModuleInit();
const known = await hasher.hash('violet kettle maps');
beforeEach(() => void work.splice(0));

it.each<[string, string, string | undefined, boolean]>([
  ['the right password', 'violet kettle maps', known, true],
  ['a wrong one', 'violet kettle', known, false],
  ['one where there is no account, or none with a password', 'violet kettle maps', undefined, false],
])('%s takes the work that the settings say, once', async (_, password, hash, isRight) => {
  expect(await hasher.matches(password, hash)).toBe(isRight);
  expect(work).toEqual(['verify argon2id v=19 m=64,t=2,p=1']);
});

it('no more are looked at than there are processors, and too many are told to come back', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => hasher.matches('x', known)));
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused).toContainEqual(expect.objectContaining({ reason: expect.objectContaining({ code: 'overloaded' }) }));
  expect(work).toHaveLength(200 - refused.length);
});
