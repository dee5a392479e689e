import { limits, Problem, type Wording } from '@deskbeat/contracts';
import { check, fill } from '@deskbeat/templates';
import { written } from '../conversation/composing.js';

export const variables = [
  ...['customer.name', 'customer.email', 'customer.tier', 'customer.region', 'customer.language'],
  ...['ticket.number', 'ticket.subject', 'ticket.status', 'ticket.type', 'ticket.priority', 'ticket.product'],
  ...['agent.name', 'agent.id'],
] as const;
export type Values = Record<'customer' | 'ticket' | 'agent', Record<string, string>>;

const refused = (pointer: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });

/** @throws Problem `validation-failed` that names what is unknown and what there is */
export function checkWording({ text, html }: Wording, pointer: string): void {
  if ((text === undefined) === (html === undefined)) throw refused(pointer, 'needs either text or html');
  if (text !== undefined) check({ source: text, pointer: `${pointer}/text` }, variables);
  if (html !== undefined) check({ source: html, pointer: `${pointer}/html`, isHtml: true }, variables);
}

/** The wording with values in the place of variables, ready to be sent. */
export function filledIn({ text, html }: Wording, values: Values, pointer: string): { text: string; html?: string } {
  if (html !== undefined)
    return written({ html: fill({ source: html, pointer: `${pointer}/html`, isHtml: true }, values) });
  const filled = fill({ source: text ?? '', pointer: `${pointer}/text` }, values);
  if (filled.trim() === '' || filled.length > limits.text) throw refused(`${pointer}/text`, 'is empty or too long');
  return { text: filled };
}
