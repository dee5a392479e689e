import { describe, expect, it } from '@jest/globals';
import { Problem, type ConfirmationView } from '@deskbeat/contracts';
import { saidIn } from './form.js';
import { pageHeaders } from '../page/frame.js';
import { languageOf } from '../page/language.js';
import { problemPage, questionPage } from './page.js';
import { words } from './words.js';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,zh;q=0.9', 'en'],
  ['de,fr;q=0.9', 'en'],
  ['de,zh;q=0.5,en;q=0.4', 'zh'],
  ['en;q=0.2,ZH-Hant', 'zh'],
  ['zh;q=0', 'en'],
  [';;,q=,', 'en'],
])('who accepts %j reads %s', (accepted, language) => {
  expect(languageOf(accepted)).toBe(language);
});

it.each([
  [{ answer: 'confirm', text: ' ' }, { answer: 'confirm' }],
  [
    { answer: 'confirm', rating: '5', text: ' Good\r\nwork ' },
    { answer: 'confirm', rating: 5, comment: 'Good\nwork' },
  ],
  [
    { answer: 'reject', text: 'Dark' },
    { answer: 'reject', reason: 'Dark' },
  ],
  [{ rating: '6', answer: 'maybe', other: 'x' }, {}],
  [{ answer: ['confirm'], rating: 5, text: 7 }, {}],
])('a form with %j says %j', (filled, said) => {
  expect(saidIn(filled)).toEqual(said);
});

const view: ConfirmationView = {
  number: 'DB-7',
  subject: 'Dark <b>lamp</b> & "more"',
  status: 'awaiting-confirmation',
  cycle: 1,
  mayAnswer: true,
  mayRate: true,
  expiresAt: '2030-01-01T00:00:00.000Z',
};

describe('the page', () => {
  it('shows what others wrote as text only', () => {
    const page = questionPage(view, 'en', { reason: '</textarea><script>x</script>' }, words.en.needsReason);
    expect(page).toContain('Dark &lt;b&gt;lamp&lt;/b&gt; &amp; &quot;more&quot;');
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;');
    expect(page).not.toMatch(/<script|<b>|https?:|src=|href=/);
  });

  it('asks in the reader’s language, each field with a label', () => {
    const page = questionPage(view, 'zh');
    expect(page).toContain('<html lang="zh">');
    expect(page).toContain(words.zh.question);
    expect(page.match(/<label/g)).toHaveLength(2 + 5 + 1);
    expect(page.match(/<input/g)).toHaveLength(7);
  });

  it.each([
    [{ mayAnswer: false }, 5, [words.en.rateNow]],
    [{ mayAnswer: false, mayRate: false, answer: 'confirmed', rating: 4 }, 0, [words.en.confirmed, words.en.rated(4)]],
    [{ mayAnswer: false, mayRate: false, answer: 'rejected' }, 0, [words.en.rejected]],
    [{ mayAnswer: false, mayRate: false }, 0, [words.en.nothingOpen]],
  ] as const)('with %j offers %i choices and says %j', (more, choices, said) => {
    const page = questionPage({ ...view, ...more }, 'en');
    expect(page.match(/<input/g)?.length ?? 0).toBe(choices);
    expect(page.includes('<form')).toBe(choices > 0);
    for (const line of said) expect(page).toContain(line);
  });

  it('keeps what was filled in when it could not be taken', () => {
    const page = questionPage(view, 'en', { answer: 'reject', rating: 2 }, words.en.needsReason);
    expect(page).toContain('value="reject" checked');
    expect(page).toContain('value="2" checked');
    expect(page).toContain('role="alert"');
  });

  it.each(['link-invalid', 'link-expired', 'already-answered', 'internal'] as const)('says that %s', (code) => {
    expect(problemPage(new Problem(code), 'en')).toContain('role="alert"');
  });

  it('may load nothing, send its form home only, and is not kept, framed or indexed', () => {
    expect(pageHeaders['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(pageHeaders).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });
});

it('both languages have all words', () => {
  expect(Object.keys(words.zh)).toEqual(Object.keys(words.en));
});
