import { Liquid, type Template } from 'liquidjs';
import { Problem } from '@deskbeat/contracts';

/** Nested names with text: `{ ticket: { number: 'DB-1' } }` is `{{ ticket.number }}`. */
export interface Values {
  readonly [name: string]: string | Values;
}

/** A text to fill in, and what is said of it in a problem. */
export interface Blank {
  readonly source: string;
  /** Where it stands in what was sent, a JSON pointer. */
  readonly pointer: string;
  /** The text is HTML: values are escaped. */
  readonly isHtml?: boolean;
}

/** Templates come from people: no files, no inherited properties, bounded time and size, nothing unknown is passed over. */
const mostMs = 50;
const settings = {
  ...{ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} },
  ...{ parseLimit: 131_072, renderLimit: mostMs, memoryLimit: 1_000_000 },
} as const;
const plain = new Liquid(settings);
const marked = new Liquid({ ...settings, outputEscape: 'escape' });

interface Parsed {
  templates: Template[];
  /** Every variable that it uses. */
  used: string[];
}
const mostParsed = 500;
const attempts = 10;
const known = { plain: new Map<string, Parsed>(), marked: new Map<string, Parsed>() };

/** Every name of the values: `ticket.number`, … */
export const namesOf = (values: Values, parent = ''): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${parent}${name}`] : namesOf(value, `${parent}${name}.`),
  );

/** @throws Problem `validation-failed` that says what is wrong, or which variable there is not and which there are */
export function check(blank: Blank, names: readonly string[]): void {
  const unknown = parsed(blank).used.find((name) => !names.includes(name));
  if (unknown !== undefined) throw refused(blank, `unknown variable ${unknown}; there are ${names.join(', ')}`);
}

/** @throws Problem `validation-failed`, as `check` does */
export function fill(blank: Blank, values: Values): string {
  check(blank, namesOf(values));
  try {
    return rendered(blank, values);
  } catch (error) {
    throw refused(blank, firstLine(error));
  }
}

/** The engine's limit is by the clock: a process that had to wait for the machine meanwhile renders again. */
function rendered(blank: Blank, values: Values): string {
  for (let left = attempts; ; left--) {
    const before = process.cpuUsage();
    try {
      return String(engineOf(blank).renderSync(parsed(blank).templates, values));
    } catch (error) {
      const { user, system } = process.cpuUsage(before);
      const isOverTime = firstLine(error).includes('render limit exceeded');
      if (!isOverTime || left === 1 || (user + system) / 1_000 >= mostMs / 2) throw error;
    }
  }
}

function parsed(blank: Blank): Parsed {
  const cache = blank.isHtml ? known.marked : known.plain;
  const before = cache.get(blank.source);
  if (before) return before;
  try {
    const templates = engineOf(blank).parse(blank.source);
    const used = engineOf(blank)
      .globalVariableSegmentsSync(templates)
      .map((path) => path.map(String).join('.'));
    if (cache.size >= mostParsed) cache.clear();
    cache.set(blank.source, { templates, used });
    return { templates, used };
  } catch (error) {
    throw refused(blank, firstLine(error));
  }
}

const engineOf = ({ isHtml }: Blank): Liquid => (isHtml ? marked : plain);

const refused = ({ pointer }: Blank, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });

const firstLine = (error: unknown): string =>
  String((error as Error).message)
    .split('\n', 1)[0]!
    .slice(0, 300);
