const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => entities[one]!);

const address = /https?:\/\/[^\s<>"']+/g;

/** Text as simple HTML: nothing of it is markup, its lines stay lines, its addresses are links. */
export function htmlOf(text: string): string {
  const lines = escapedWithLinks(text);
  return (
    '<div style="font:15px/1.5 system-ui,sans-serif;max-width:40em;white-space:pre-wrap;overflow-wrap:anywhere">' +
    `${lines}</div>`
  );
}

/** Stands in a text for the message that comes as HTML. */
export const messageMark = '\uE000';

/** The letter with harmless HTML in the place of the mark. */
export const htmlAround = (text: string, html: string): string =>
  htmlOf(text).replace(messageMark, () => `<div style="white-space:normal">${html}</div>`);

function escapedWithLinks(text: string): string {
  let html = '';
  let from = 0;
  for (const { 0: link, index } of text.matchAll(address)) {
    html += `${escaped(text.slice(from, index))}<a href="${escaped(link)}">${escaped(link)}</a>`;
    from = index + link.length;
  }
  return html + escaped(text.slice(from));
}

const longestTitle = 250;

/** One line that fits a title; what stands in brackets at its end is always there. */
export function titleOf(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  if (clean.length <= longestTitle) return clean;
  const end = /\s\[[^\][]{1,40}\]$/.exec(clean)?.[0] ?? '';
  const room = longestTitle - end.length;
  return `${clean.slice(0, room - 1).trimEnd()}…${end}`;
}
