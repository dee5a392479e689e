import type { ConfirmationView, Problem } from '@deskbeat/contracts';
import { escaped, frame } from '../page/frame.js';
import type { Said } from './form.js';
import type { Language } from '../page/language.js';
import { words, type Words } from './words.js';

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
