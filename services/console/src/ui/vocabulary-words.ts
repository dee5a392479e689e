import type {
  Channel,
  PersonRole,
  Presence,
  PresenceRule,
  QueueOrder,
  Priority,
  QueueMode,
  SlaTarget,
  Status,
} from '@deskbeat/contracts';
import type { Word } from '../i18n/words.js';

export const statusWords: Readonly<Record<Status, Word>> = {
  new: { en: 'New', zh: '新建' },
  'pending-assignment': { en: 'Pending assignment', zh: '待分配' },
  'in-progress': { en: 'In progress', zh: '处理中' },
  'awaiting-confirmation': { en: 'Awaiting customer', zh: '待客户确认' },
  resolved: { en: 'Resolved', zh: '已解决' },
  closed: { en: 'Closed', zh: '已关闭' },
};

export const priorityWords: Readonly<Record<Priority, Word>> = {
  urgent: { en: 'Urgent', zh: '紧急' },
  high: { en: 'High', zh: '高' },
  medium: { en: 'Medium', zh: '中' },
  low: { en: 'Low', zh: '低' },
  planned: { en: 'Planned', zh: '计划' },
};

export const channelWords: Readonly<Record<Channel, Word>> = {
  web: { en: 'Web form', zh: '网页' },
  email: { en: 'E-mail', zh: '电子邮件' },
  phone: { en: 'Phone', zh: '电话' },
  chat: { en: 'Chat', zh: '在线聊天' },
  social: { en: 'Social', zh: '社交媒体' },
  api: { en: 'API', zh: 'API' },
  system: { en: 'Another system', zh: '其他系统' },
};

export const targetWords: Readonly<Record<SlaTarget, Word>> = {
  'first-response': { en: 'First response', zh: '首次响应' },
  'next-response': { en: 'Next response', zh: '后续响应' },
  resolution: { en: 'Resolution', zh: '解决' },
  'pick-up': { en: 'Pick-up', zh: '接手' },
};

export const presenceWords: Readonly<Record<Presence, Word>> = {
  available: { en: 'Available', zh: '在线' },
  busy: { en: 'Busy', zh: '忙碌' },
  away: { en: 'Away', zh: '离开' },
  offline: { en: 'Offline', zh: '离线' },
};

/** Types that are there from the start; those of an organisation's own have their name in its language. */
export const typeWords: Readonly<Record<string, Word>> = {
  fault: { en: 'Fault', zh: '故障' },
  inquiry: { en: 'Inquiry', zh: '咨询' },
  complaint: { en: 'Complaint', zh: '投诉' },
  'feature-request': { en: 'Feature request', zh: '功能需求' },
  refund: { en: 'Refund', zh: '退款' },
  'after-sales': { en: 'After-sales', zh: '售后' },
};

export const roleWords: Readonly<Record<PersonRole, Word>> = {
  agent: { en: 'Agent', zh: '客服' },
  lead: { en: 'Lead', zh: '组长' },
  manager: { en: 'Manager', zh: '经理' },
  administrator: { en: 'Administrator', zh: '管理员' },
};

export const modeWords: Readonly<Record<QueueMode, Word>> = {
  person: { en: 'Somebody gives them', zh: '人工分配' },
  queue: { en: 'People take them', zh: '自行领取' },
  'round-robin': { en: 'By turns', zh: '轮流分配' },
  'least-loaded': { en: 'Whoever has least', zh: '负载最少者' },
  smart: { en: 'Smart: skills, region, load, success', zh: '智能：技能、地区、负载、成效' },
};

export const queueOrderWords: Readonly<Record<QueueOrder, Word>> = {
  priority: { en: 'Priority, then due, then age', zh: '优先级，其次到期时间，再次等待时长' },
  due: { en: 'Due first', zh: '最先到期者优先' },
  age: { en: 'First come, first served', zh: '先到先得' },
};

export const presenceRuleWords: Readonly<Record<PresenceRule, Word>> = {
  live: { en: 'Available and connected', zh: '在线且已连接' },
  declared: { en: 'Says to be available', zh: '自称在线' },
  shift: { en: 'On shift', zh: '班次内' },
  anyone: { en: 'Whoever is active', zh: '所有启用人员' },
};
