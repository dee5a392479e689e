import { createContext, Script } from 'node:vm';
import { CommandError } from '../errors.js';
import { type Value } from '../bson/raw.js';

const MAX_PATTERN = 32_764;

export function regexParts(value: Value): [pattern: string, options: string] {
  const middle = value.buf.indexOf(0, value.start);
  return [value.buf.toString('utf8', value.start, middle), value.buf.toString('utf8', middle + 1, value.end - 1)];
}

/** A compiled pattern that cannot hold up the process. */
export interface Pattern {
  test(text: string): boolean;
}

const MAX_DIRECT_TEXT = 10_000;
const MATCH_MS = 50;
const sandbox = createContext({ regex: /x/, text: '' }) as { regex: RegExp; text: string };
const attempt = new Script('regex.test(text)');

/** No repeated group, at most one repetition without bound, nothing that looks around or back. */
function isTame(source: string): boolean {
  const plain = source.replace(/\\[^1-9k]/g, '_').replace(/\[[^\]]*\]/g, '_');
  const repetitions = plain.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  return repetitions <= 1 && !/\)[*+{]|\\|\(\?[=!<]/.test(plain);
}

function guarded(regex: RegExp): Pattern {
  const tame = isTame(regex.source);
  return {
    test(text) {
      if (tame && text.length <= MAX_DIRECT_TEXT) return regex.test(text);
      sandbox.regex = regex;
      sandbox.text = text;
      try {
        return attempt.runInContext(sandbox, { timeout: MATCH_MS }) as boolean;
      } catch {
        throw new CommandError(51156, 'Regular expression match limit exceeded');
      }
    },
  };
}

const cache = new Map<string, Pattern>();

export function compileRegex(pattern: string, options: string): Pattern {
  const key = `${options}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  if (pattern.length > MAX_PATTERN) throw new CommandError(51091, 'Regular expression is too long');
  for (const option of options) {
    if (!'imsxu'.includes(option)) throw new CommandError(51108, `invalid flag in regex options: ${option}`);
  }
  const source = options.includes('x') ? withoutComments(pattern) : pattern;
  const flags = options.replace(/[^ims]/g, '');
  const regex = tryCompile(source, `${flags}u`) ?? tryCompile(source, flags);
  if (!regex) throw new CommandError(51091, `Regular expression is invalid: ${pattern.slice(0, 200)}`);
  if (cache.size > 500) cache.clear();
  const safe = guarded(regex);
  cache.set(key, safe);
  return safe;
}

function tryCompile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** What option `x` ignores: white space and comments outside of a character class. */
const withoutComments = (pattern: string): string =>
  pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|#[^\n]*|\s+/g, (part) => (/^[\\[]/.test(part) ? part : ''));

/** The fixed text that every match starts with, for an index range; undefined when there is none. */
export function literalPrefix(pattern: string, options: string): string | undefined {
  if (options !== '' || !/^(\^|\\A)/.test(pattern) || pattern.includes('|')) return undefined;
  const text = /^(?:\^|\\A)([\w @:/_-]+)/.exec(pattern);
  if (!text) return undefined;
  const next = pattern[text[0].length];
  const literal = next !== undefined && '*?{'.includes(next) ? text[1]!.slice(0, -1) : text[1]!;
  return literal === '' ? undefined : literal;
}
