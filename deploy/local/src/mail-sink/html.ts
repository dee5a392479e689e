/** Markup that is safe to put into markup. */
export class Html {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Piece = Html | string | number | undefined | false | Piece[];

/** A template whose values are escaped unless they are markup of this kind themselves. */
export const html = (parts: TemplateStringsArray, ...values: Piece[]): Html =>
  new Html(String.raw({ raw: parts }, ...values.map(toText)));

function toText(value: Piece): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(toText).join('');
  return value instanceof Html ? value.toString() : escape(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
