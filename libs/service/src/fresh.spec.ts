import { describe, expect, it, jest } from '@jest/globals';
import { Fresh } from './fresh.js';

describe('a value that is kept fresh', () => {
  it('is read once for all who ask at once, and not again while it is fresh', async () => {
    const read = jest.fn(async () => 'a');
    const value = new Fresh(60_000, read);
    expect(await Promise.all([value.get(), value.get()])).toEqual(['a', 'a']);
    expect(await value.get()).toBe('a');
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('is read again when it is old; what was known last while that fails', async () => {
    const answers = [async () => 'a', async () => Promise.reject(new Error('away')), async () => 'b'];
    const value = new Fresh(0, () => answers.shift()!());
    expect([await value.get(), await value.get(), await value.get()]).toEqual(['a', 'a', 'b']);
  });

  it('that was never read says why', async () => {
    const answers = [async () => Promise.reject(new Error('away')), async () => 'a'];
    const value = new Fresh<string>(60_000, () => answers.shift()!());
    await expect(value.get()).rejects.toThrow('away');
    expect(await value.get()).toBe('a');
  });

  it('that has changed is read again, though it is fresh or being read', async () => {
    const answers: ((value: string) => void)[] = [];
    const value = new Fresh(60_000, () => new Promise<string>((resolve) => answers.push(resolve)));
    const before = value.get();
    value.forget();
    const after = value.get();
    answers[1]!('b');
    answers[0]!('a');
    expect([await before, await after]).toEqual(['a', 'b']);
    const now = value.get();
    answers[2]?.('c');
    expect(await now).toBe(answers.length === 3 ? 'c' : 'b');
  });
});
