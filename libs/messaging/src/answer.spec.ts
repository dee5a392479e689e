import { describe, expect, it } from '@jest/globals';
import { answerIn, answerPacket } from './answer.js';

const sent = (packet: object): Uint8Array => Buffer.from((answerPacket.serialize(packet) as { data: string }).data);
/** As Nest itself, or another program, would write it. */
const plain = (packet: object): Uint8Array => Buffer.from(JSON.stringify(packet));

describe.each([
  ['by our own server', sent],
  ['by anybody', plain],
])('an answer that was written %s', (_, written) => {
  it.each<[string, unknown, number | undefined]>([
    ['an object', { id: 't1', subject: 'Größe — 安娜' }, undefined],
    ['one with a version', { id: 't1', version: 7, items: [{ version: 3 }] }, 7],
    ['one whose version is no number', { version: '7' }, undefined],
    ['one that looks like a packet', { response: 1, isDisposed: true, err: { code: 'internal' } }, undefined],
    ['a list', [1, 2], undefined],
    ['nothing', undefined, undefined],
  ])('%s is read as it was said, and its bytes alone say the same', (_name, response, version) => {
    const answer = answerIn(written({ id: 'ask', response, isDisposed: true }));
    expect([answer.read(), answer.version]).toEqual([response, version]);
    expect(answer.bytes.toString()).toBe(JSON.stringify(response) ?? '');
  });

  it('that is a problem is thrown as it travelled', () => {
    const err = { code: 'not-found', context: { entity: 'ticket', id: '},"response":{' } };
    expect(() => answerIn(written({ id: 'ask', err, isDisposed: true }))).toThrow(expect.objectContaining(err));
  });
});

it('what comes without a packet is the answer', () => {
  const answer = answerIn(Buffer.from('{"version":1,"items":[]}'));
  expect([answer.read(), answer.version]).toEqual([{ version: 1, items: [] }, 1]);
});

it('no bytes at all mean that nobody is there', () => {
  expect(() => answerIn(new Uint8Array())).toThrow('nobody answers');
});
