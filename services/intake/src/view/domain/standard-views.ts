import type { SavedView, ViewColumn } from '@deskbeat/contracts';

const columns: ViewColumn[] = ['number', 'subject', 'priority', 'status', 'customer', 'assignee', 'due'];
const standard = (id: string, name: string, filter: string, order: SavedView['order']): SavedView => ({
  id,
  version: 1,
  name,
  filter,
  order,
  columns,
  scope: 'standard',
});

/** What everybody has; they are part of the product and are not changed. */
export const standardViews: readonly SavedView[] = [
  standard('my-work', 'My work', 'status:open assignee:me snoozed:no', 'due'),
  standard('my-team', 'My team', 'status:open team:mine snoozed:no', 'due'),
  standard('unassigned', 'Unassigned', 'status:open assignee:none', 'due'),
  standard('about-to-breach', 'About to breach', 'status:open due:now..+4h', 'due'),
  standard('overdue', 'Overdue', 'status:open due:<now', 'due'),
  standard('all-open', 'All open', 'status:open', 'due'),
  standard('newest', 'Newest', '', 'newest'),
  standard('recently-updated', 'Recently updated', '', 'updated'),
  standard('awaiting', 'Awaiting the customer', 'status:awaiting-confirmation', 'due'),
  standard('resolved', 'Resolved', 'status:resolved', 'newest'),
];
