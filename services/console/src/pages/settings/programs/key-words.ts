import type { KeyRole } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';
import { roleWords } from '../../../ui/vocabulary-words.js';

export const keyWords = {
  key: { en: 'API key', zh: 'API 密钥' },
  keysHint: { en: 'Programs that may come in, and what they may do.', zh: '允许接入的程序及其权限。' },
  name: { en: 'Name', zh: '名称' },
  nameHint: { en: 'Of the program that uses it.', zh: '使用此密钥的程序名称。' },
  role: { en: 'May do as much as', zh: '权限等同于' },
  scopes: { en: 'Only this', zh: '仅限' },
  scopesHint: {
    en: 'Without any, all that its role may. intake.* is all of a part.',
    zh: '留空表示角色的全部权限；intake.* 表示整个部分。',
  },
  actsForOthers: { en: 'May say for whom it acts', zh: '可代表他人操作' },
  actsForOthersHint: {
    en: 'They are recorded; what is allowed is what the key may.',
    zh: '会记录所代表的人，权限仍以密钥为准。',
  },
  expires: { en: 'Good until', zh: '有效期至' },
  expiresHint: { en: 'The end of that day; empty: until it is revoked.', zh: '当天结束时失效；留空则直到吊销。' },
  begins: { en: 'Begins with', zh: '开头' },
  created: { en: 'Made', zh: '创建时间' },
  lastUsed: { en: 'Last used', zh: '最近使用' },
  neverUsed: { en: 'never', zh: '从未使用' },
  rotated: { en: 'Secret replaced', zh: '密钥更换' },
  unusedNote: { en: 'never used', zh: '从未使用' },
  rotate: { en: 'Give it a new secret', zh: '更换密钥' },
  rotateHint: {
    en: 'The one before is good for so many hours more, so that programs can change over.',
    zh: '旧密钥在此期限内仍然有效，便于程序切换。',
  },
  overlap: { en: 'Overlap, hours', zh: '重叠时间（小时）' },
  rotatedNow: { en: '{name} has a new secret', zh: '{name} 已更换密钥' },
  revoke: { en: 'Revoke', zh: '吊销' },
  revokeSure: {
    en: 'Revoke {name}? Programs that use it are let in no more, at once.',
    zh: '吊销 {name}？使用它的程序将立即无法接入。',
  },
  revoked: { en: '{name} is revoked', zh: '已吊销 {name}' },
  parts: { en: 'Whole parts', zh: '整个部分' },
};

export const keyRoleWords: Readonly<Record<KeyRole, Word>> = {
  system: { en: 'A system that reports and reads', zh: '上报与读取的系统' },
  ...roleWords,
  auditor: { en: 'Auditor', zh: '审计员' },
};
