import type { LinkView, Problem, Welcomed } from '@deskbeat/contracts';
import { escaped, frame } from '../page/frame.js';
import type { Language } from '../page/language.js';
import { welcomeWords, type WelcomeWords } from './welcome-words.js';

/** What somebody fills in who comes by a link; a password that was not taken is not shown again. */
export function welcomePage(
  view: LinkView,
  language: Language,
  filled: Partial<Welcomed> = {},
  wrong?: Problem,
): string {
  const told = welcomeWords[language];
  const title = told.titles[view.purpose];
  const alert = wrong ? `<p class="wrong" role="alert">${escaped(wordsOn(wrong, told))}</p>` : '';
  const fields =
    view.purpose === 'set-up'
      ? line('email', told.email, filled.email, 'type="email" autocomplete="username" maxlength="254"') +
        line('name', told.name, filled.name, 'autocomplete="name" maxlength="200"')
      : `<p>${escaped(view.name ?? '')}</p>` +
        `<input type="hidden" autocomplete="username" value="${escaped(view.email ?? '')}">`;
  const { minLength } = view;
  const password = `type="password" autocomplete="new-password" minlength="${minLength}" maxlength="256" aria-describedby="hint"`;
  return frame(
    language,
    title,
    `<h1>${escaped(title)}</h1>${alert}<form method="post">${fields}` +
      line('password', told.password, undefined, password) +
      `<p class="hint" id="hint">${escaped(told.hint(minLength))}</p>` +
      `<button type="submit">${escaped(told.save)}</button></form>`,
  );
}

export function problemPage(problem: Problem, language: Language): string {
  const told = welcomeWords[language];
  return frame(language, 'Deskbeat', `<h1>Deskbeat</h1><p role="alert">${escaped(wordsOn(problem, told))}</p>`);
}

const line = (name: string, label: string, value = '', attributes = ''): string =>
  `<label class="label" for="${name}">${escaped(label)}</label>` +
  `<input class="line" id="${name}" name="${name}" value="${escaped(value)}" required ${attributes}>`;

function wordsOn({ code, errors = [] }: Problem, told: WelcomeWords): string {
  switch (code) {
    case 'link-invalid':
      return told.invalid;
    case 'link-expired':
      return told.expired;
    case 'already-exists':
      return told.setUpAlready;
    case 'validation-failed':
      return errors.some(({ pointer }) => pointer === '/password') ? told.weak : told.notAcceptable;
    default:
      return told.unavailable;
  }
}
