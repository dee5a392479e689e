import { Liquid, type Template } from 'liquidjs';
import { Problem } from '@deskbeat/contracts';
import { namesOf, type Variables } from '../domain/causes.js';

/** Templates come from people: no files, no inherited properties, bounded time and size, nothing unknown is passed over. */
const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  parseLimit: 50_000,
  renderLimit: 50,
  memoryLimit: 1_000_000,
  templates: {},
});

const parsed = new Map<string, Template[]>();
const mostParsed = 500;

function parse(source: string): Template[] {
  const known = parsed.get(source);
  if (known) return known;
  const template = liquid.parse(source);
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(source, template);
  return template;
}

/**
 * @param field for the pointer of the problem
 * @throws Problem `validation-failed` that says what is wrong and which variables there are
 */
export function render(source: string, variables: Variables, field: string): string {
  try {
    return String(liquid.renderSync(parse(source), variables as object));
  } catch (error) {
    const [first = ''] = String((error as Error).message).split('\n');
    const known = namesOf(variables).map((name) => `{{ ${name} }}`);
    const message = `${first}; there are ${known.join(', ')}`;
    throw new Problem('validation-failed', { errors: [{ pointer: `/${field}`, message }] });
  }
}
