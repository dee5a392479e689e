/** How a page is looked at. */
export const looks = {
  light: { viewport: { width: 1366, height: 768 }, colorScheme: 'light', locale: 'en-GB' },
  dark: { viewport: { width: 1366, height: 768 }, colorScheme: 'dark', locale: 'en-GB' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-GB', hasTouch: true },
  chinese: { viewport: { width: 1366, height: 768 }, colorScheme: 'light', locale: 'zh-CN' },
} as const;
export type Look = keyof typeof looks;

/** Pages by the name of their pictures; `:ticket` is a ticket that is there. */
export const pictured: Readonly<Record<string, string>> = {
  'my-work': '/',
  board: '/board',
  list: '/tickets',
  search: '/tickets?q=status:open%20printer',
  ticket: '/tickets/:ticket',
  team: '/team',
  wallboard: '/wallboard',
  customers: '/customers',
  notices: '/notices',
  people: '/settings/people/ines',
  shifts: '/settings/shifts/+',
  queues: '/settings/queues',
  webhooks: '/settings/webhooks',
  keys: '/settings/keys/+',
  'ticket-type': '/settings/types/fault',
  routing: '/settings/routing/+',
  'routing-dry-run': '/settings/routing/~dry-run',
  policy: '/settings/policies/default',
  'policy-preview': '/settings/policies/~preview',
  recount: '/settings/policies/~recount',
  calendar: '/settings/calendars/business-hours',
  macro: '/settings/macros/+',
  template: '/settings/templates/en-received',
  audit: '/settings/audit',
};
