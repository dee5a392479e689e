export const boardWords = {
  title: { en: 'Board', zh: '看板' },
  whose: { en: 'Whose', zh: '负责人' },
  everybody: { en: 'Everybody’s', zh: '所有人' },
  mine: { en: 'Mine', zh: '我的' },
  nobodys: { en: 'Nobody’s', zh: '未分配' },
  priority: { en: 'Any priority', zh: '任意优先级' },
  queue: { en: 'Any queue', zh: '任意队列' },
  moved: { en: '{number} moved to {status}', zh: '{number} 已转为“{status}”' },
  taken: { en: 'You have {number} now', zh: '您已领取 {number}' },
  empty: { en: 'None', zh: '无' },
  more: { en: '{n}+', zh: '{n}+' },
  notThere: { en: '{number} cannot go there now', zh: '{number} 目前不能转到此处' },
};
