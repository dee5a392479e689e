import type { NoticeCause, NoticeLanguage } from '@deskbeat/contracts';

export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

const re = 'Re: {{ ticket.subject }} [{{ ticket.number }}]';

/** The texts as delivered; an organisation may write its own. */
export const texts: Readonly<Record<NoticeLanguage, Readonly<Record<NoticeCause, NoticeText>>>> = {
  en: {
    received: {
      title: '{{ ticket.subject }} [{{ ticket.number }}]',
      body:
        'Hello {{ customer.name }},\n\nwe have received your message and keep it as {{ ticket.number }}. ' +
        'Answer this mail if you want to add something.',
    },
    replied: { title: re, body: '{{ message.text }}' },
    'waiting-for-you': {
      title: re,
      body: '{{ message.text }}{% if confirm.link != "" %}\n\nIs it solved? Please tell us, no login needed:\n{{ confirm.link }}{% endif %}',
    },
    resolved: {
      title: re,
      body:
        '{% if message.text != "" %}{{ message.text }}\n\n{% endif %}' +
        'We regard {{ ticket.number }} as resolved.{% if confirm.link != "" %} How did we do? ' +
        'If it is not solved, say so in the same place:\n{{ confirm.link }}{% endif %}',
    },
    'confirmation-reminder': {
      title: re,
      body:
        'Hello {{ customer.name }},\n\nwe have not heard whether {{ ticket.number }} is solved. Please tell us:\n' +
        '{% if confirm.link != "" %}{{ confirm.link }}{% else %}answer this mail.{% endif %}\n\nIf we hear nothing, we take it as solved.',
    },
    assigned: { title: '{{ ticket.number }} is yours: {{ ticket.subject }}', body: '{{ reason }}' },
    reassigned: {
      title: '{{ ticket.number }} is now with {{ assignee.name }}: {{ ticket.subject }}',
      body: '{{ reason }}',
    },
    unclaimed: {
      title: '{{ ticket.number }} waits in {{ queue.name }} and nobody takes it: {{ ticket.subject }}',
      body: '{{ reason }}\n\n{{ ticket.link }}',
    },
    'asked-to-help': {
      title: '{{ ticket.number }}: {{ author.name }} wants you to work on it as well: {{ ticket.subject }}',
      body: '{{ ticket.link }}',
    },
    woken: { title: '{{ ticket.number }} is back: {{ ticket.subject }}', body: '{{ ticket.link }}' },
    'message-received': { title: '{{ ticket.number }}: the customer wrote', body: '{{ ticket.link }}' },
    mentioned: {
      title: '{{ ticket.number }}: {{ author.name }} mentioned you',
      body: '{{ message.text }}\n\n{{ ticket.link }}',
    },
    'reminder-due': {
      title: '{{ ticket.number }}: {{ promise.target }} will be due soon: {{ ticket.subject }}',
      body: '{{ promise.used }} % of the time is used.{% if promise.dueAt != "" %} Due at {{ promise.dueAt }}.{% endif %}',
    },
    escalated: {
      title: '{{ ticket.number }}: {{ promise.target }} is late: {{ ticket.subject }}',
      body: [
        'Ticket: {{ ticket.number }} {{ ticket.subject }}',
        'Promise: {{ promise.target }}, priority {{ ticket.priority }}',
        'Assigned to: {{ assignee.name }}',
        'Customer: {{ customer.name }}',
        'Open since: {{ escalation.since }}',
        'Was due at: {{ promise.dueAt }}',
        'Late by: {{ escalation.late }} when this was written',
        'Done so far: {{ escalation.done }}',
        'Please: {{ escalation.asked }}',
        '',
        '{{ ticket.link }}',
      ].join('\n'),
    },
    summary: { title: '{{ count }} things to know', body: '{{ items }}' },
  },
  zh: {
    received: {
      title: '{{ ticket.subject }} [{{ ticket.number }}]',
      body: '{{ customer.name }}，您好：\n\n我们已收到您的来信，工单号为 {{ ticket.number }}。如需补充，请直接回复本邮件。',
    },
    replied: { title: re, body: '{{ message.text }}' },
    'waiting-for-you': {
      title: re,
      body: '{{ message.text }}{% if confirm.link != "" %}\n\n问题解决了吗？请点击下面的链接告诉我们，无需登录：\n{{ confirm.link }}{% endif %}',
    },
    resolved: {
      title: re,
      body:
        '{% if message.text != "" %}{{ message.text }}\n\n{% endif %}' +
        '工单 {{ ticket.number }} 已处理完毕。{% if confirm.link != "" %}请为我们的服务评分；' +
        '如果问题仍未解决，也请在同一页面告诉我们：\n{{ confirm.link }}{% endif %}',
    },
    'confirmation-reminder': {
      title: re,
      body:
        '{{ customer.name }}，您好：\n\n我们还不知道工单 {{ ticket.number }} 的问题是否已经解决，请告诉我们：\n' +
        '{% if confirm.link != "" %}{{ confirm.link }}{% else %}直接回复本邮件即可。{% endif %}\n\n如果没有收到您的答复，我们将视为已经解决。',
    },
    assigned: { title: '{{ ticket.number }} 已分配给您：{{ ticket.subject }}', body: '{{ reason }}' },
    reassigned: {
      title: '{{ ticket.number }} 已转交给 {{ assignee.name }}：{{ ticket.subject }}',
      body: '{{ reason }}',
    },
    unclaimed: {
      title: '{{ ticket.number }} 在队列 {{ queue.name }} 中无人领取：{{ ticket.subject }}',
      body: '{{ reason }}\n\n{{ ticket.link }}',
    },
    'asked-to-help': {
      title: '{{ ticket.number }}：{{ author.name }} 邀请您协作处理：{{ ticket.subject }}',
      body: '{{ ticket.link }}',
    },
    woken: { title: '{{ ticket.number }} 已到提醒时间：{{ ticket.subject }}', body: '{{ ticket.link }}' },
    'message-received': { title: '{{ ticket.number }}：客户发来了消息', body: '{{ ticket.link }}' },
    mentioned: {
      title: '{{ ticket.number }}：{{ author.name }} 提到了您',
      body: '{{ message.text }}\n\n{{ ticket.link }}',
    },
    'reminder-due': {
      title: '{{ ticket.number }}：{{ promise.target }}即将到期：{{ ticket.subject }}',
      body: '已用去 {{ promise.used }} % 的时间。{% if promise.dueAt != "" %}到期时间：{{ promise.dueAt }}。{% endif %}',
    },
    escalated: {
      title: '{{ ticket.number }}：{{ promise.target }}已超时：{{ ticket.subject }}',
      body: [
        '工单：{{ ticket.number }} {{ ticket.subject }}',
        '承诺：{{ promise.target }}，优先级 {{ ticket.priority }}',
        '负责人：{{ assignee.name }}',
        '客户：{{ customer.name }}',
        '创建时间：{{ escalation.since }}',
        '应完成时间：{{ promise.dueAt }}',
        '写此通知时已超时：{{ escalation.late }}',
        '目前进展：{{ escalation.done }}',
        '请您：{{ escalation.asked }}',
        '',
        '{{ ticket.link }}',
      ].join('\n'),
    },
    summary: { title: '{{ count }} 条通知', body: '{{ items }}' },
  },
};
