import { createHash } from 'node:crypto';
import type { ConfirmationView, Problem } from '@deskbeat/contracts';
import type { Said } from './form.js';
import type { Language } from './language.js';
import { words, type Words } from './words.js';

const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--paper:#f6f7f9;--card:#fff;--line:#8a94a3;--act:#1f5fbf;--on-act:#fff;--wrong:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf0;--soft:#aab3c0;--paper:#14181f;--card:#1d232d;--line:#6b7686;--act:#8ab4f8;--on-act:#10151c;--wrong:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem;background:var(--card);border-radius:.75rem}
h1{margin:0 0 1rem;font-size:1.25rem;overflow-wrap:anywhere}
.number,.hint{color:var(--soft)}
.hint{margin:.25rem 0 .5rem}
fieldset{margin:0 0 1.25rem;padding:0;border:0}
legend,.label{display:block;padding:0;font-weight:600}
.choice{display:flex;gap:.6rem;align-items:center;min-height:2.75rem}
input{width:1.15rem;height:1.15rem;margin:0;accent-color:var(--act)}
textarea{display:block;width:100%;min-height:6rem;padding:.6rem;border:1px solid var(--line);border-radius:.4rem;background:transparent;color:inherit;font:inherit}
button{margin-top:1.25rem;min-height:2.75rem;padding:0 1.5rem;border:0;border-radius:.4rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.wrong{padding:.6rem .8rem;border-left:4px solid var(--wrong);color:var(--wrong)}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Of a page with a secret in its address: nothing is loaded, kept, framed or told to others. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  vary: 'Accept, Accept-Language',
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => entities[one]!);

const frame = (language: Language, title: string, content: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><main>${content}</main></body>
</html>
`;

/** What the customer is asked, with what they had filled in if that could not be taken. */
export function questionPage(view: ConfirmationView, language: Language, filled: Said = {}, wrong?: string): string {
  const told = words[language];
  const title = `${view.number} ${view.subject}`;
  const heading = `<h1><span class="number">${escaped(view.number)}</span> ${escaped(view.subject)}</h1>`;
  const alert = wrong === undefined ? '' : `<p class="wrong" role="alert">${escaped(wrong)}</p>`;
  return frame(language, title, heading + state(view, told) + alert + form(view, told, filled));
}

export const problemPage = (problem: Problem, language: Language): string => {
  const told = words[language];
  return frame(
    language,
    told.title,
    `<h1>${escaped(told.title)}</h1><p role="alert">${escaped(wordsOn(problem, told))}</p>`,
  );
};

export function wordsOn({ code, errors = [] }: Problem, told: Words): string {
  switch (code) {
    case 'link-invalid':
      return told.invalid;
    case 'link-expired':
      return told.expired;
    case 'already-answered':
      return told.answered;
    case 'move-not-allowed':
      return told.tooLate;
    case 'validation-failed':
      if (errors.some(({ pointer }) => pointer === '/reason')) return told.needsReason;
      return errors.some(({ pointer }) => pointer === '/answer') ? told.needsChoice : told.notAcceptable;
    default:
      return told.unavailable;
  }
}

function state({ answer, rating, mayAnswer, mayRate }: ConfirmationView, told: Words): string {
  const said = [
    ...(answer === 'confirmed' ? [told.confirmed] : []),
    ...(answer === 'rejected' ? [told.rejected] : []),
    ...(rating === undefined ? [] : [told.rated(rating)]),
  ];
  if (said.length === 0 && !mayAnswer && !mayRate) said.push(told.nothingOpen);
  return said.map((line) => `<p role="status">${escaped(line)}</p>`).join('');
}

function form({ mayAnswer, mayRate }: ConfirmationView, told: Words, filled: Said): string {
  if (!mayAnswer && !mayRate) return '';
  const choice = (name: 'answer' | 'rating', value: string, label: string): string => {
    const checked = String(filled[name] ?? '') === value ? ' checked' : '';
    const input = `<input type="radio" name="${name}" value="${value}"${checked}>`;
    return `<label class="choice">${input} ${escaped(label)}</label>`;
  };
  const group = (legend: string, choices: string): string =>
    `<fieldset><legend>${escaped(legend)}</legend>${choices}</fieldset>`;
  const answers = choice('answer', 'confirm', told.confirm) + choice('answer', 'reject', told.reject);
  const ratings = told.ratings.map((label, at) => choice('rating', `${at + 1}`, `${at + 1} – ${label}`)).join('');
  const hint = mayAnswer ? `<p class="hint" id="hint">${escaped(told.textHint)}</p>` : '';
  const text = escaped(filled.reason ?? filled.comment ?? '');
  return [
    '<form method="post">',
    mayAnswer ? group(told.question, answers) : '',
    mayRate ? group(mayAnswer ? told.rating : told.rateNow, ratings) : '',
    `<label class="label" for="text">${escaped(told.text)}</label>${hint}`,
    `<textarea id="text" name="text" maxlength="2000"${mayAnswer ? ' aria-describedby="hint"' : ''}>${text}</textarea>`,
    `<button type="submit">${escaped(told.send)}</button></form>`,
  ].join('');
}
