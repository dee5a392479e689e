import { describe, expect, it } from '@jest/globals';
import { checkWording, filledIn, type Values } from './template.js';

const values: Values = {
  customer: { name: '<b>Chris</b>', email: '', tier: 'vip', region: '', language: '' },
  ticket: { number: 'DB-7', subject: 'Help', status: 'new', type: 'fault', priority: 'high', product: '' },
  agent: { name: 'Ana', id: 'ana' },
};
const refused = (pointer: string, message: string) =>
  expect.objectContaining({
    code: 'validation-failed',
    errors: [{ pointer, message: expect.stringContaining(message) }],
  });

it.each([
  [{ text: 'Dear {{customer.name}}, {{ ticket.number }}' }, { text: 'Dear <b>Chris</b>, DB-7' }],
  [{ text: '{{ customer.email | default: "friend" }}' }, { text: 'friend' }],
  [{ text: '{% if customer.tier == "vip" %}Most {% endif %}dear' }, { text: 'Most dear' }],
  [{ html: '<p onclick=x>{{ customer.name }}</p>' }, { text: '<b>Chris</b>', html: '<p>&lt;b&gt;Chris&lt;/b&gt;</p>' }],
])('%j is filled in', (wording, expected) => {
  expect(() => checkWording(wording, '/w')).not.toThrow();
  expect(filledIn(wording, values, '/w')).toEqual(expected);
});

describe('a template is refused that', () => {
  it.each([
    ['{{ customer.phone }}', 'unknown variable customer.phone; there are customer.name'],
    ['{{ password }}', 'unknown variable password'],
    ['{% if agent.id == "x" %}{{ secret.key }}{% endif %}', 'unknown variable secret.key'],
    ['{{ customer.constructor }}', 'unknown variable customer.constructor'],
    ['{{ customer.name | shout }}', 'shout'],
    ['{{ customer.name', 'not closed'],
    ['{% bad %}', 'bad'],
  ])('says %s', (text, message) => {
    expect(() => checkWording({ text }, '/w')).toThrow(refused('/w/text', message));
  });

  it('has neither text nor HTML, or both', () => {
    for (const wording of [{}, { text: 'a', html: 'b' }]) {
      expect(() => checkWording(wording, '/w')).toThrow(refused('/w', 'either'));
    }
  });

  it('reads files, runs on or comes to nothing', () => {
    for (const text of [
      '{% include "/etc/hostname" %}',
      '{% for i in (1..100000000) %}x{% endfor %}',
      ' {{ customer.email }}',
    ]) {
      expect(() => filledIn({ text }, values, '/w')).toThrow(refused('/w/text', ''));
    }
  });
});
