import { refuse, spanOf, type Place } from './span.js';

/** Bounds of a number or of a day like `2026-01-31`: above and below are not part of it, least and most are. */
export interface Bounds {
  above?: number | string;
  least?: number | string;
  below?: number | string;
  most?: number | string;
}

const numeral = /^-?\d{1,15}(\.\d{1,9})?$/;
const day = /^\d{4}-\d\d-\d\d$|^now$|^[+-]\d{1,4}[mhd]$/;
const [firstDay, lastDay] = ['0000-01-01', '9999-12-31'];

const isBound = (text: string): boolean => numeral.test(text) || day.test(text);

function boundOf(text: string, place: Place): number | string {
  if (numeral.test(text)) return Number(text);
  if (day.test(text)) return spanOf(text, place).start.toISOString().slice(0, 10);
  return refuse(place, `"${text}" is no number and no day; write 12.5, 2026-01-31, now or +7d`);
}

/** `>100`, `10..20`, `<=2026-01-31`, `<+7d`: what an own field must lie between; undefined for a plain value. */
export function boundsIn(operator: string | undefined, value: string, place: Place): Bounds | undefined {
  const [first = '', second, ...more] = value.split('..');
  const isRange = second !== undefined && more.length === 0 && isBound(first) && isBound(second);
  if (operator === undefined && !isRange) return undefined;
  if (operator !== undefined) return closed(within(operator, boundOf(value, place)));
  const [least, most] = [boundOf(first, place), boundOf(second!, place)];
  if (typeof least !== typeof most) refuse(place, 'a range is of two numbers or of two days');
  return { least, most };
}

function within(operator: string, bound: number | string): Bounds {
  switch (operator) {
    case '>':
      return { above: bound };
    case '>=':
      return { least: bound };
    case '<':
      return { below: bound };
    default:
      return { most: bound };
  }
}

/** Days are kept as text: only what is between the first and the last one is a day. */
function closed(bounds: Bounds): Bounds {
  const { above, least, below, most } = bounds;
  if (typeof (above ?? least ?? below ?? most) === 'number') return bounds;
  return (above ?? least) ? { ...bounds, most: lastDay } : { ...bounds, least: firstDay };
}
