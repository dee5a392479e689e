import { describe, expect, it } from '@jest/globals';
import { harmless, mentionsIn, textIn } from './rich-text.js';

/** Every tag that may come out, with every attribute that it may have: nothing acts, nothing is fetched from elsewhere. */
const tag = new RegExp(
  `^</?(p|br|div|b|strong|i|em|u|s|del|ins|sub|sup|hr|blockquote|ul|li|pre|code|h[1-4]|table|thead|tbody|tr|ol|t[dh]|span|a|img)` +
    `( (rel="noopener noreferrer nofollow"|target="_blank"|href="(https?://|mailto:|tel:)[^"<>]*"|` +
    `src="/api/v1/files/[\\w/-]+"|alt="[^"<>]*"|(width|height|colspan|rowspan|start)="\\d+"|data-mention="[^"<>]+"))*( /)?>$`,
  'i',
);

const attacks = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//x.example.test></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src=`javascript:alert(1)`>',
  '<img src="/api/v1/files/1" onload=alert(1)>',
  '<img src="/api/v1/files/../../tickets">',
  '<img srcset="https://x.example.test/a.png 1x">',
  '<img/src="https://x.example.test/pixel.gif">',
  '<svg onload=alert(1)><circle/></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext></p><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href=" &#14;  javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="//x.example.test">x</a>',
  '<a href="/api/v1/tickets">x</a>',
  '<a href="https://x.example.test" target="_self" rel="opener" onclick=alert(1)>x</a>',
  '<a href="https://x.example.test/&quot; onmouseover=&quot;alert(1)">x</a>',
  '<p style="position:fixed;top:0;background:url(https://x.example.test)">x</p>',
  '<style>body{display:none}</style>x',
  '<link rel=stylesheet href=https://x.example.test>',
  '<meta http-equiv=refresh content="0;url=https://x.example.test">',
  '<base href="https://x.example.test/">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x.swf"></object><embed src="x.swf">',
  '<form action="https://x.example.test"><input name=password><button formaction=javascript:alert(1)>x</button></form>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<body onload=alert(1)>x',
  '<p id="app" class="modal" name="x" data-x="1" aria-label="y" tabindex=1 contenteditable>x</p>',
  '<span data-mention="ana bel">x</span>',
  '<span data-mention="a&quot; onclick=&quot;alert(1)">x</span>',
  '<table background="javascript:alert(1)"><td width="999999999">x</td></table>',
  '<<p>><img src=x onerror=alert(1)//',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><p onclick=1>x',
  '<template><img src=x onerror=alert(1)></template>',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<a\thref\n=\r"javascript:alert(1)">x',
  `${'<b>'.repeat(5_000)}<script>alert(1)</script>`,
];

describe('what is kept of HTML', () => {
  it.each(attacks)('%j is harmless', (html) => {
    const kept = harmless(html);
    const tags = kept.match(/<[^>]*>?/g) ?? [];
    expect(tags.filter((one) => !tag.test(one))).toEqual([]);
    expect(harmless(kept)).toBe(kept);
  });

  it.each([
    ['<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
    ['2 < 3 & 4', '2 &lt; 3 &amp; 4'],
    ['plain > fancy', 'plain &gt; fancy'],
    [
      '<a href="https://help.example.test/?a=1&amp;b=2">x</a>',
      '<a href="https://help.example.test/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    [
      '<img src="/api/v1/files/0190-a_b" alt="The &quot;lamp&quot;" width=20>',
      '<img src="/api/v1/files/0190-a_b" alt="The &quot;lamp&quot;" width="20" />',
    ],
    ['<span data-mention="ana" class="x">@Ana</span>', '<span data-mention="ana">@Ana</span>'],
    ['<table><tr><td colspan=2>x</td></tr></table>', '<table><tr><td colspan="2">x</td></tr></table>'],
    ['<blockquote>old</blockquote>new', '<blockquote>old</blockquote>new'],
    ['<font color=red>x</font><center>y</center>', 'xy'],
  ])('%j', (html, kept) => expect(harmless(html)).toBe(kept));
});

it.each([
  ['<p>Hello <b>you</b></p><p>Bye</p>', 'Hello you\n\nBye'],
  ['<ul><li>one</li><li>two</li></ul>', '* one\n * two'],
  ['<a href="https://help.example.test">the help</a>', 'the help (https://help.example.test)'],
  ['<a href="https://help.example.test">https://help.example.test</a>', 'https://help.example.test'],
  ['<blockquote>old</blockquote><p>new</p>', '> old\n\nnew'],
  ['a<br>b &amp; &lt;c&gt;', 'a\nb & <c>'],
  ['<h1>Title</h1>text', 'Title\n\ntext'],
  ['<p>&#1;&#2;</p>', ''],
  ['你好<b>世界</b>', '你好世界'],
])('the text in %j is what a person reads', (html, text) => expect(textIn(harmless(html))).toBe(text));

it('people who are marked are mentioned, each once, as they are written', () => {
  const html = harmless(
    '<span data-mention="ana">A</span><span data-mention="b&amp;c">B</span><i data-mention="no">x</i>',
  );
  expect(mentionsIn(html + html)).toEqual(['ana', 'b&c']);
});
