import type { PersonRole, PresenceRule, QueueMode } from '@deskbeat/contracts';
import type { Word } from '../../i18n/words.js';

export const directoryWords = {
  people: { en: 'People', zh: '人员' },
  person: { en: 'Person', zh: '人员' },
  peopleHint: { en: 'Who works here, what they can do and how much at once.', zh: '成员、技能以及同时处理的工作量。' },
  teams: { en: 'Teams', zh: '团队' },
  team: { en: 'Team', zh: '团队' },
  teamsHint: { en: 'Who belongs together, and who leads them.', zh: '团队组成与负责人。' },
  queues: { en: 'Queues', zh: '队列' },
  queue: { en: 'Queue', zh: '队列' },
  queuesHint: { en: 'Where tickets wait, and how they find somebody.', zh: '工单等待的位置与分配方式。' },
  id: { en: 'Id', zh: '标识' },
  idHint: { en: 'A short name without blanks; it stays.', zh: '不含空格的短名称，创建后不可修改。' },
  name: { en: 'Name', zh: '名称' },
  email: { en: 'E-mail', zh: '电子邮件' },
  role: { en: 'Role', zh: '角色' },
  active: { en: 'Active', zh: '启用' },
  inactive: { en: 'Not active', zh: '已停用' },
  activeHint: {
    en: 'Who is not active keeps no ticket: they go to the deputy, or back to their queues.',
    zh: '停用后，其工单将转给代理人或退回队列。',
  },
  skills: { en: 'Skills', zh: '技能' },
  skillsHint: { en: 'With a level from 1 to 5: network:4', zh: '附 1–5 级：network:4' },
  languages: { en: 'Languages', zh: '语言' },
  languagesHint: { en: 'en, zh', zh: 'en, zh' },
  capacity: { en: 'Capacity', zh: '容量' },
  capacityHint: {
    en: 'Points at once: Urgent 8, High 6, Medium 4, Low 2. 0 is no limit.',
    zh: '同时处理的点数：紧急 8、高 6、中 4、低 2；0 表示不限。',
  },
  weight: { en: 'Turns in a round', zh: '轮询权重' },
  weightHint: { en: 'Relative to the others.', zh: '相对于其他人。' },
  deputy: { en: 'Deputy', zh: '代理人' },
  lead: { en: 'Lead', zh: '组长' },
  leadHint: { en: 'Is told what nobody takes and what breaches first.', zh: '接收无人接手与超时提醒。' },
  manager: { en: 'Manager', zh: '经理' },
  managerHint: { en: 'Is told when a promise is broken for longer.', zh: '接收持续超时的升级通知。' },
  regions: { en: 'Regions', zh: '地区' },
  regionsHint: { en: 'Ids of the regions that it covers.', zh: '负责地区的标识。' },
  queueTeamHint: { en: 'Without one: all agents and leads.', zh: '不指定则为全部客服与组长。' },
  mode: { en: 'How tickets find somebody', zh: '分配方式' },
  presenceRule: { en: 'Who counts as there', zh: '在岗判定' },
  pickUp: { en: 'Pick-up within, minutes', zh: '接手时限（分钟）' },
  pickUpHint: { en: 'Then it goes back to the line. 0 is no limit.', zh: '超时后退回队列；0 表示不限。' },
  triage: { en: 'Unsure tickets go to', zh: '不确定的工单转至' },
  triageHint: { en: 'Of the smart mode; else they wait here.', zh: '用于智能分配；不指定则留在本队列。' },
  confidence: { en: 'Sure from, percent', zh: '置信度下限（%）' },
  confidenceHint: { en: 'Below, the smart mode leaves the choice to a person.', zh: '低于此值时由人工决定。' },
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

export const presenceRuleWords: Readonly<Record<PresenceRule, Word>> = {
  live: { en: 'Available and connected', zh: '在线且已连接' },
  declared: { en: 'Says to be available', zh: '自称在线' },
  shift: { en: 'On shift', zh: '班次内' },
  anyone: { en: 'Whoever is active', zh: '所有启用人员' },
};
