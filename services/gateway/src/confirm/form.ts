import type { AnswerConfirmation } from '@deskbeat/contracts';

export type Said = Partial<Omit<AnswerConfirmation, 'token'>>;

/** What a customer filled in, as the request that it means: one text is the reason to reject, or else a comment. */
export function saidIn({ answer, rating, text }: Readonly<Record<string, unknown>>): Said {
  const line = typeof text === 'string' ? text.replaceAll('\r\n', '\n').trim() : '';
  const said: Said = {};
  if (answer === 'confirm' || answer === 'reject') said.answer = answer;
  if (typeof rating === 'string' && /^[1-5]$/.test(rating)) said.rating = Number(rating);
  if (line !== '') said[answer === 'reject' ? 'reason' : 'comment'] = line;
  return said;
}
