import { expect, it } from '@jest/globals';
import { jsonFrom } from './adapter.js';

it('JSON text is what it says', () => {
  expect(jsonFrom(Buffer.from('{"a":[1,{"b":"ä"}]}'))).toEqual({ a: [1, { b: 'ä' }] });
});

it.each<[string, Buffer]>([
  ['no text', Buffer.alloc(0)],
  ['half an object', Buffer.from('{"a":')],
  ['text that is not UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
  ['a prototype key', Buffer.from('{"a":{"__proto__":{"x":1}}}')],
  ['a constructor key', Buffer.from('[{"constructor":{"prototype":{}}}]')],
  ['an escaped prototype key', Buffer.from('{"\\u005f_proto__":1}')],
  ['deep nesting', Buffer.from('{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000))],
])('%s is refused', (_, body) => {
  expect(() => jsonFrom(body)).toThrow(expect.objectContaining({ code: 'malformed-request' }));
});
