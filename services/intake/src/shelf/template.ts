import { Liquid, type Template } from 'liquidjs';
import { limits, Problem, type Wording } from '@deskbeat/contracts';
import { written } from '../conversation/composing.js';

export const variables = [
  ...['customer.name', 'customer.email', 'customer.tier', 'customer.region', 'customer.language'],
  ...['ticket.number', 'ticket.subject', 'ticket.status', 'ticket.type', 'ticket.priority', 'ticket.product'],
  ...['agent.name', 'agent.id'],
] as const;
export type Values = Record<'customer' | 'ticket' | 'agent', Record<string, string>>;

/** Templates come from people: no files, no inherited properties, bounded time and size, nothing unknown is passed over. */
const settings = {
  ...{ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} },
  ...{ parseLimit: limits.html, renderLimit: 50, memoryLimit: 1_000_000 },
} as const;
const plain = new Liquid(settings);
/** What stands for a variable is text there, whatever it holds. */
const marked = new Liquid({ ...settings, outputEscape: 'escape' });

const refused = (pointer: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });
const allowed = new Set<string>(variables);

function parsed(engine: Liquid, source: string, pointer: string): Template[] {
  try {
    const templates = engine.parse(source);
    const used = engine.globalVariableSegmentsSync(templates).map((path) => path.map(String).join('.'));
    const unknown = used.find((name) => !allowed.has(name));
    if (unknown === undefined) return templates;
    throw refused(pointer, `unknown variable ${unknown}; there are ${variables.join(', ')}`);
  } catch (error) {
    throw error instanceof Problem ? error : refused(pointer, firstLine(error));
  }
}

function rendered(engine: Liquid, source: string, values: Values, pointer: string): string {
  const templates = parsed(engine, source, pointer);
  try {
    return String(engine.renderSync(templates, values));
  } catch (error) {
    throw refused(pointer, firstLine(error));
  }
}

const firstLine = (error: unknown): string =>
  String((error as Error).message)
    .split('\n', 1)[0]!
    .slice(0, 300);

/** @throws Problem `validation-failed` that names what is unknown and what there is */
export function checkWording(wording: Wording, pointer: string): void {
  const { text, html } = wording;
  if ((text === undefined) === (html === undefined)) throw refused(pointer, 'needs either text or html');
  if (text !== undefined) parsed(plain, text, `${pointer}/text`);
  if (html !== undefined) parsed(marked, html, `${pointer}/html`);
}

/** The wording with values in the place of variables, ready to be sent. */
export function filledIn({ text, html }: Wording, values: Values, pointer: string): { text: string; html?: string } {
  if (html !== undefined) return written({ html: rendered(marked, html, values, `${pointer}/html`) });
  const filled = rendered(plain, text ?? '', values, `${pointer}/text`);
  if (filled.trim() === '' || filled.length > limits.text) throw refused(`${pointer}/text`, 'is empty or too long');
  return { text: filled };
}
