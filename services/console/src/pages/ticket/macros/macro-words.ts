export const macroWords = {
  run: { en: 'Run a macro', zh: '运行宏' },
  find: { en: 'Find a macro', zh: '查找宏' },
  none: { en: 'There are no macros yet', zh: '还没有宏' },
  noMatch: { en: 'No macro is called so', zh: '没有匹配的宏' },
  title: { en: '{title}: what it does', zh: '{title}：将执行的操作' },
  nothing: { en: 'It changes nothing on this ticket.', zh: '对此工单没有任何更改。' },
  reply: { en: 'To the customer', zh: '发送给客户' },
  note: { en: 'Internal note', zh: '内部备注' },
  apply: { en: 'Do it', zh: '执行' },
  done: { en: '“{title}” is done', zh: '已执行“{title}”' },
  back: { en: 'All macros', zh: '全部宏' },
};
