export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --paper: #fff; --ink: #1c2430; --quiet: #5b6675; --line: #e1e5ea; --accent: #2f5fd0; --hover: #f0f4fc;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181e; --paper: #1c222b; --ink: #e7ebf0; --quiet: #9aa6b5; --line: #2d3642; --accent: #8fb0ff; --hover: #232b37; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header, main { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
header { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center; padding-block: 1.25rem 1rem; }
header h1 { font-size: 1.25rem; margin: 0; margin-inline-end: auto; }
header h1 a { color: inherit; }
header h1 small { color: var(--quiet); font-weight: 400; font-size: .875rem; margin-inline-start: .5rem; }
input, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .75rem; }
input { width: 16rem; max-width: 100%; }
button { cursor: pointer; color: var(--quiet); }
button:hover { color: var(--ink); border-color: var(--quiet); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; overflow: hidden; margin-bottom: 2rem; }
.mails { list-style: none; margin: 0; padding: 0; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) auto; gap: 0 1.25rem; padding: .65rem 1rem; color: inherit; }
.mails a:hover { background: var(--hover); text-decoration: none; }
.mails span, .mails strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.mails strong { font-weight: 600; }
.mails .to { color: var(--quiet); }
time { color: var(--quiet); font-variant-numeric: tabular-nums; white-space: nowrap; }
.empty { padding: 4rem 1.5rem; text-align: center; color: var(--quiet); }
.empty h2 { color: var(--ink); font-size: 1.1rem; margin: 0 0 .25rem; }
.empty p { margin: 0 auto; max-width: 34rem; }
.head { padding: 1.1rem 1.25rem; border-bottom: 1px solid var(--line); }
.head h2 { font-size: 1.15rem; margin: 0 0 .6rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; gap: .25rem; padding: .5rem .75rem 0; border-bottom: 1px solid var(--line); }
nav a { padding: .4rem .8rem .55rem; color: var(--quiet); border-bottom: 2px solid transparent; }
nav a[aria-current] { color: var(--ink); border-color: var(--accent); }
nav a:hover { text-decoration: none; color: var(--ink); }
iframe { display: block; width: 100%; height: 65vh; border: 0; background: #fff; color-scheme: light; }
pre { margin: 0; padding: 1.1rem 1.25rem; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.55 ui-monospace, monospace; }
@media (max-width: 40rem) {
  .mails a { grid-template-columns: minmax(0, 1fr) auto; grid-template-areas: 'subject time' 'to to'; }
  .mails strong { grid-area: subject; } .mails .to { grid-area: to; } .mails time { grid-area: time; }
  header form { order: 1; } header form, input { width: 100%; }
}
`;
