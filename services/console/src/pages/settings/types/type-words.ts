import type { FieldKind, StepOwner } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';

export const typeSettingWords = {
  type: { en: 'Type of tickets', zh: '工单类型' },
  typesHint: {
    en: 'What tickets can be about, what is asked for each, and what is to be done.',
    zh: '工单的种类、需要填写的字段和处理流程。',
  },
  key: { en: 'Key', zh: '标识' },
  keyHint: { en: 'Like water-damage; it stays.', zh: '如 water-damage，创建后不可修改。' },
  name: { en: 'Name', zh: '名称' },
  description: { en: 'What it is for', zh: '用途说明' },
  active: { en: 'In use', zh: '启用' },
  activeHint: {
    en: 'Otherwise no ticket is opened with it; those that have it keep it.',
    zh: '停用后不能新建此类工单，已有工单不受影响。',
  },
  notActive: { en: 'Not in use', zh: '已停用' },
  defaultPriority: { en: 'Priority unless said', zh: '默认优先级' },
  defaultQueueId: { en: 'Queue unless a rule knows better', zh: '默认队列（无规则命中时）' },
  fieldCount: { en: { one: '{n} field', other: '{n} fields' }, zh: '{n} 个字段' },
  stepCount: { en: { one: '{n} step', other: '{n} steps' }, zh: '{n} 个步骤' },
  fields: { en: 'Fields', zh: '字段' },
  fieldsHint: {
    en: 'What is asked for besides subject and text, in the order of the form.',
    zh: '除主题和正文外需要填写的内容，按表单顺序排列。',
  },
  addField: { en: 'Add a field', zh: '添加字段' },
  noFields: { en: 'No fields of its own.', zh: '没有自定义字段。' },
  field: { en: 'Field {n}', zh: '字段 {n}' },
  label: { en: 'Label', zh: '名称' },
  kind: { en: 'Kind', zh: '类型' },
  requiredFrom: { en: 'Needed from', zh: '必填起始状态' },
  notRequired: { en: 'Never', zh: '非必填' },
  atOpening: { en: 'Opening on', zh: '创建时' },
  details: { en: 'More', zh: '更多' },
  help: { en: 'Help', zh: '填写说明' },
  minNumber: { en: 'Least', zh: '最小值' },
  maxNumber: { en: 'Greatest', zh: '最大值' },
  minLength: { en: 'Characters, at least', zh: '最少字符数' },
  maxLength: { en: 'Characters, at most', zh: '最多字符数' },
  minChoices: { en: 'Choices, at least', zh: '最少选择数' },
  maxChoices: { en: 'Choices, at most', zh: '最多选择数' },
  visibleToCustomer: { en: 'Customers fill it in', zh: '由客户填写' },
  options: { en: 'Choices', zh: '选项' },
  addOption: { en: 'Add a choice', zh: '添加选项' },
  option: { en: 'Choice {n}', zh: '选项 {n}' },
  retired: { en: 'No longer offered', zh: '不再提供' },
  steps: { en: 'Standard procedure', zh: '标准流程（SOP）' },
  stepsHint: {
    en: 'What is to be done in each status. A ticket does not move on before the needed steps are done.',
    zh: '各状态下要完成的事项；必做步骤完成前，工单不能进入下一状态。',
  },
  addStep: { en: 'Add a step', zh: '添加步骤' },
  step: { en: 'Step {n}', zh: '步骤 {n}' },
  what: { en: 'What is to be done', zh: '要做什么' },
  required: { en: 'Needed', zh: '必做' },
  owner: { en: 'Done by', zh: '由谁完成' },
};

export const kindWords: Readonly<Record<FieldKind, Word>> = {
  text: { en: 'Text', zh: '文本' },
  number: { en: 'Number', zh: '数字' },
  date: { en: 'Date', zh: '日期' },
  choice: { en: 'One of a list', zh: '单选' },
  'multi-choice': { en: 'Several of a list', zh: '多选' },
  checkbox: { en: 'Yes or no', zh: '是/否' },
  customer: { en: 'Customer', zh: '客户' },
  asset: { en: 'Product of the customer', zh: '客户资产' },
};

export const ownerWords: Readonly<Record<StepOwner, Word>> = {
  anyone: { en: 'Anybody', zh: '任何人' },
  assignee: { en: 'The assignee', zh: '受理人' },
  lead: { en: 'A lead', zh: '组长' },
};
