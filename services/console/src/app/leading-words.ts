export const leadingWords = {
  team: { en: 'Team', zh: '团队' },
  customers: { en: 'Customers', zh: '客户' },
  wallboard: { en: 'Wallboard', zh: '大屏' },
  settings: { en: 'Settings', zh: '设置' },
};
