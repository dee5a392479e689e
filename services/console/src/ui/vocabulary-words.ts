import type {
  Channel,
  NoticeCause,
  NoticeChannel,
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

/** Causes of notices, each with who gets them. */
export const noticeCauseWords: Readonly<Record<NoticeCause, Word>> = {
  received: { en: 'Customer: issue received', zh: '客户：已收到问题' },
  replied: { en: 'Customer: reply', zh: '客户：回复' },
  'waiting-for-you': { en: 'Customer: we wait for you', zh: '客户：等待您的答复' },
  resolved: { en: 'Customer: resolved, please confirm', zh: '客户：已解决，请确认' },
  'confirmation-reminder': { en: 'Customer: reminder to confirm', zh: '客户：提醒确认' },
  assigned: { en: 'Colleague: a ticket is yours', zh: '同事：工单分配给您' },
  reassigned: { en: 'Colleague: a ticket is no longer yours', zh: '同事：工单已转走' },
  'asked-to-help': { en: 'Colleague: you are to work on it as well', zh: '同事：邀请您协作' },
  unclaimed: { en: 'Lead: nobody has taken it', zh: '组长：无人接手' },
  woken: { en: 'Colleague: back from snooze', zh: '同事：暂缓结束' },
  'message-received': { en: 'Colleague: the customer wrote', zh: '同事：客户来信' },
  mentioned: { en: 'Colleague: you were mentioned', zh: '同事：有人提到您' },
  'reminder-due': { en: 'Colleague: a promise will be due', zh: '同事：时限将至' },
  escalated: { en: 'Manager: a promise was broken', zh: '经理：超时升级' },
  summary: { en: 'Everybody: summary of notices', zh: '所有人：通知汇总' },
};

export const noticeChannelWords: Readonly<Record<NoticeChannel, Word>> = {
  'in-app': { en: 'Here', zh: '站内' },
  email: { en: 'E-mail', zh: '邮件' },
  webhook: { en: 'Webhook', zh: 'Webhook' },
};
