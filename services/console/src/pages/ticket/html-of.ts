const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text as HTML: paragraphs between empty lines, line ends within them. */
export const htmlOf = (text: string): string =>
  text.trim() === ''
    ? ''
    : text
        .replace(/[&<>"]/g, (character) => escapes[character]!)
        .split(/\n{2,}/)
        .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
        .join('');
