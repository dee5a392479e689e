import { expect, it } from '@jest/globals';
import { htmlOf } from './letter.js';

it('nothing of a text is markup', () => {
  expect(htmlOf(`<img src=x onerror="alert('1')"> & so\non`)).toContain(
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; so\non',
  );
});
