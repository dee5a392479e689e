import { expect, it } from '@jest/globals';
import { html } from './html.js';

it('escapes values and keeps markup', () => {
  const item = (text: string) => html`<li title="${text}">${text}</li>`;
  const items = ['<b>', '"x"'].map(item);
  expect(`${html`${items}${undefined}${false}${1}`}`).toBe(
    '<li title="&lt;b&gt;">&lt;b&gt;</li><li title="&quot;x&quot;">&quot;x&quot;</li>1',
  );
});
