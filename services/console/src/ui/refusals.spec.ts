import { describe, expect, it } from '@jest/globals';
import {
  OpenTicket,
  problemOf,
  RegisterAsset,
  SaveDraft,
  SavePerson,
  SaveShiftCalendar,
  validated,
  type FieldError,
} from '@deskbeat/contracts';
import { languages } from '../i18n/words.js';
import { refusalIn, refusalsIn } from './refusals.js';

const refusedBy = (payload: new () => object, value: object): readonly FieldError[] => {
  try {
    validated(payload, value);
    return [];
  } catch (error) {
    return problemOf(error).errors ?? [];
  }
};

describe('what is refused', () => {
  it.each([
    ['subject must be longer than or equal to 1 and shorter than or equal to 250 characters', '必填，最多 250 个字符'],
    ['each value in tags must be shorter than or equal to 50 characters', '最多 50 个字符'],
    ['must be at least 2 choices', '至少选择 2 项'],
    ['must be at least 2', '不得小于 2'],
    ['Serial number is needed to open a ticket of this type', '创建此类型的工单时必填'],
    ['must be one of standard, vip', '只能是：standard, vip'],
    ['at 8: tag: needs a value', '第 8 个字符：tag: 缺少值'],
    ['mira@contoso.example.test is known as Mira’s', 'mira@contoso.example.test 已属于 Mira'],
    ['a leave ends after it begins', '结束时间须晚于开始时间'],
  ])('%s', (message, chinese) => expect(refusalIn('zh', message)).toBe(chinese));

  it('is said by the service itself where nobody knows it', () => {
    for (const language of languages) expect(refusalIn(language, 'the moon is down')).toBe('the moon is down');
  });

  it('is said once, however many rules it breaks', () => {
    expect(refusalsIn('en', ['must not be blank', 'name must not be blank'])).toBe('This is needed');
    const empty = ['from must be an instant like 2030-01-31T12:00:00Z', 'from must be a valid ISO 8601 date string'];
    expect(refusalsIn('en', empty)).toBe('A date and time are needed');
    expect(refusalsIn('zh', ['name must be one line of visible text'])).toBe('请填写单行文本');
  });

  it.each([
    [OpenTicket, { subject: '', channel: 'smoke', customer: 1, tags: [''], affected: 0.5, plannedFor: 'soon' }],
    [
      OpenTicket,
      { subject: 'a\nb', channel: 'phone', customer: { email: 'x' }, type: 'A b', fields: [], attachments: 3 },
    ],
    [SavePerson, { id: 'a b', email: 'x', weight: 99, active: 3, leaves: [{ from: 'x', to: 1 }], languages: ['a b'] }],
    [
      SaveShiftCalendar,
      { id: '', name: ' ', timeZone: '', hours: [{ day: 9, from: '9', to: '' }], daysOff: [{ date: 'x' }] },
    ],
    [SaveDraft, { ticketId: 't', kind: 'poem', text: ' ', seenVersion: 0, shared: 'yes' }],
    [RegisterAsset, { product: '', serial: 7, customerId: 'c', warrantyUntil: '2030-02-31', attributes: { A: [] } }],
  ] as [new () => object, object][])('of payload %# is said in Chinese', (payload, value) => {
    const errors = refusedBy(payload, value);
    expect(errors.length).toBeGreaterThan(3);
    const english = errors.filter(({ message }) => !/[\u4e00-\u9fff]/.test(refusalIn('zh', message)));
    expect(english).toEqual([]);
  });
});
