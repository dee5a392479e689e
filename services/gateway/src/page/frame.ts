import { createHash } from 'node:crypto';
import type { Language } from './language.js';

const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--paper:#f6f7f9;--card:#fff;--line:#8a94a3;--act:#1f5fbf;--on-act:#fff;--wrong:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf0;--soft:#aab3c0;--paper:#14181f;--card:#1d232d;--line:#6b7686;--act:#8ab4f8;--on-act:#10151c;--wrong:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem;background:var(--card);border-radius:.75rem}
h1{margin:0 0 1rem;font-size:1.25rem;overflow-wrap:anywhere}
.number,.hint{color:var(--soft)}
.hint{margin:.25rem 0 .5rem}
fieldset{margin:0 0 1.25rem;padding:0;border:0}
legend,.label{display:block;padding:0;font-weight:600}
.choice{display:flex;gap:.6rem;align-items:center;min-height:2.75rem}
input[type=radio]{width:1.15rem;height:1.15rem;margin:0;accent-color:var(--act)}
.line{display:block;width:100%;min-height:2.75rem;margin:.25rem 0 1rem;padding:.6rem;border:1px solid var(--line);border-radius:.4rem;background:transparent;color:inherit;font:inherit}
textarea{display:block;width:100%;min-height:6rem;padding:.6rem;border:1px solid var(--line);border-radius:.4rem;background:transparent;color:inherit;font:inherit}
button{margin-top:1.25rem;min-height:2.75rem;padding:0 1.5rem;border:0;border-radius:.4rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
ul.list,ol.list{margin:0 0 1.25rem;padding:0;list-style:none}
.list li{padding:.75rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.said{white-space:pre-wrap}
a{color:var(--act)}
.wrong{padding:.6rem .8rem;border-left:4px solid var(--wrong);color:var(--wrong)}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Of a page with a secret in its address: nothing is loaded, kept, framed or told to others. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  vary: 'Accept, Accept-Language',
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => entities[one]!);

export const frame = (language: Language, title: string, content: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><main>${content}</main></body>
</html>
`;
