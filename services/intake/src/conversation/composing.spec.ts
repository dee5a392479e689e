import { describe, expect, it } from '@jest/globals';
import { composed, written } from './composing.js';

const ana = { kind: 'person', id: 'ana' } as const;
const refusedAt = (pointer: string) =>
  expect.objectContaining({ code: 'validation-failed', errors: [expect.objectContaining({ pointer })] });

describe('what somebody wrote', () => {
  it('is text as it was sent, without any HTML', () => {
    expect(written({ text: ' 2 < 3 & <b>so</b> ' })).toEqual({ text: ' 2 < 3 & <b>so</b> ' });
  });

  it('is HTML with the text that is read in it', () => {
    expect(written({ html: '<p onclick="x()">Hi</p>' })).toEqual({ text: 'Hi', html: '<p>Hi</p>' });
  });

  it('may be a picture', () => {
    expect(written({ html: '<img src="/api/v1/files/f1">' }).text).toBe('[image]');
  });

  it.each([
    [{}, '/text'],
    [{ text: 'a', html: 'b' }, '/html'],
    [{ html: '<script>alert(1)</script>' }, '/html'],
    [{ html: '<p> &nbsp; </p>' }, '/html'],
    [{ html: '<img src="https://x.example.test/a.png">' }, '/html'],
    [{ html: 'x'.repeat(65_537) }, '/html'],
  ])('%j is refused', (writing, pointer) => expect(() => written(writing)).toThrow(refusedAt(pointer)));
});

describe('an agent’s message', () => {
  it('mentions those who are listed and those who are marked, each once', () => {
    const html = '<p><span data-mention="ben">@Ben</span> and <span data-mention="eva">@Eva</span></p>';
    expect(composed({ html, mentions: ['ben', 'ben'] }, ana).mentions).toEqual(['ben', 'eva']);
  });

  it('has a key of its writer, and shows whether the same was sent with it', () => {
    const sent = (text: string, id = 'ana') => composed({ text, idempotencyKey: 'k' }, { kind: 'person', id }).sent!;
    expect(sent('a')).toEqual(sent('a'));
    expect(sent('b').key).toBe(sent('a').key);
    expect(sent('b').of).not.toBe(sent('a').of);
    expect(sent('a', 'ben').key).not.toBe(sent('a').key);
    expect(composed({ text: 'a' }, ana).sent).toBeUndefined();
  });
});
