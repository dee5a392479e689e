import { compile } from 'html-to-text';
import sanitize from 'sanitize-html';

const allowedTags = [
  ...['p', 'br', 'div', 'span', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'hr', 'a', 'img'],
  ...['blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'h1', 'h2', 'h3', 'h4'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const link = /^(https?:\/\/|mailto:|tel:)/i;
const ownFile = /^\/api\/v1\/files\/[\w-]{1,64}(\/thumbnail)?$/;
const mention = /^[^\s*>$\p{C}]{1,128}$/u;
const small = /^\d{1,4}$/;
const noText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]/gu;

type Attributes = Record<string, string>;
const kept = (given: Attributes, rules: Record<string, RegExp>): Attributes =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => rules[name]?.test(value)));
const only =
  (rules: Record<string, RegExp>, always: Attributes = {}): sanitize.Transformer =>
  (tagName, attribs) => ({ tagName, attribs: { ...kept(attribs, rules), ...always } });

const options: sanitize.IOptions = {
  allowedTags,
  allowedAttributes: {
    a: ['href', 'rel', 'target'],
    img: ['src', 'alt', 'width', 'height'],
    span: ['data-mention'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    ol: ['start'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  nestingLimit: 50,
  transformTags: {
    a: only({ href: link }, { rel: 'noopener noreferrer nofollow', target: '_blank' }),
    img: only({ src: ownFile, alt: /^/, width: small, height: small }),
    span: only({ 'data-mention': mention }),
    td: only({ colspan: small, rowspan: small }),
    th: only({ colspan: small, rowspan: small }),
    ol: only({ start: small }),
  },
  // A picture from elsewhere would tell its owner who reads it.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs.src === undefined,
};

/** The HTML without anything that acts, styles, or is fetched from elsewhere. */
export function harmless(html: string): string {
  if (!/[<&]/.test(html)) return html.replaceAll('>', '&gt;');
  return sanitize(html, options).replace(noText, '').trim();
}

const toText = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
});

/** What a person reads in harmless HTML, as plain text. */
export const textIn = (html: string): string => toText(html).replace(noText, '').trim();

/** People whom harmless HTML mentions, each once. */
export const mentionsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/ data-mention="([^"]*)"/g)].map(([, id]) => plain(id!))),
];

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const plain = (value: string): string => value.replace(/&(amp|lt|gt|quot);/g, (entity) => entities[entity]!);
