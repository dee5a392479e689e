import { type Html, html } from '../html.js';

export const page = (title: string, header: Html, main: Html): string =>
  `<!doctype html>${html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/style.css" />
    </head>
    <body>
      <header>${header}</header>
      <main>${main}</main>
      <script src="/script.js"></script>
    </body>
  </html>`}`;

/** The time of day for today's, the date for older ones. */
export function when(iso: string, now: Date): Html {
  const date = new Date(iso);
  const isToday = date.toDateString() === now.toDateString();
  const text = isToday
    ? date.toLocaleTimeString('en-GB')
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return html`<time datetime="${iso}">${text}</time>`;
}

export const bytes = (size: number): string =>
  size < 1000 ? `${size} bytes` : size < 1e6 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
