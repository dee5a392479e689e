import type { AuditOutcome } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';

export const auditWords = {
  title: { en: 'Audit log', zh: '审计日志' },
  hint: {
    en: 'What was changed, who came in and what was taken out. Nothing here can be changed.',
    zh: '记录配置变更、登录和导出。日志内容不可修改。',
  },
  actor: { en: 'Who (id)', zh: '操作者 ID' },
  action: { en: 'Action', zh: '操作' },
  on: { en: 'On what (id)', zh: '对象 ID' },
  outcome: { en: 'Outcome', zh: '结果' },
  since: { en: 'From', zh: '起始' },
  until: { en: 'Until', zh: '截止' },
  any: { en: 'Any', zh: '全部' },
  when: { en: 'When', zh: '时间' },
  who: { en: 'Who', zh: '操作者' },
  what: { en: 'On', zh: '对象' },
  changed: { en: 'Changed', zh: '变更' },
  from: { en: 'From where', zh: '来源' },
  nothing: { en: 'Nothing was recorded that fits', zh: '没有符合条件的记录' },
  older: { en: 'Older records', zh: '更早的记录' },
  csv: { en: 'CSV', zh: 'CSV' },
  ndjson: { en: 'JSON lines', zh: 'JSON 行' },
  verify: { en: 'Check the chain', zh: '校验日志链' },
  verified: {
    en: { one: '{n} record is as it was written', other: '{n} records are as they were written' },
    zh: '{n} 条记录完好无损',
  },
  broken: { en: 'The chain breaks at record {n}: {why}', zh: '日志链在第 {n} 条断开：{why}' },
  field: { en: 'Field', zh: '字段' },
  before: { en: 'Before', zh: '变更前' },
  after: { en: 'After', zh: '变更后' },
  address: { en: 'Address', zh: '地址' },
  device: { en: 'Device', zh: '设备' },
  session: { en: 'Session or key', zh: '会话或密钥' },
  trace: { en: 'Trace', zh: '追踪' },
  record: { en: 'Record', zh: '记录' },
  erased: { en: 'Personal data was taken out', zh: '个人数据已移除' },
  details: { en: 'Details of record {n}', zh: '第 {n} 条记录详情' },
  close: { en: 'Close', zh: '关闭' },
};

export const outcomeWords: Readonly<Record<AuditOutcome, Word>> = {
  done: { en: 'Done', zh: '成功' },
  refused: { en: 'Refused', zh: '被拒绝' },
  unfinished: { en: 'Unfinished', zh: '未完成' },
};
