import { ticketTypes } from '@deskbeat/contracts';

const names: Readonly<Record<(typeof ticketTypes)[number], string>> = {
  fault: 'Fault report',
  inquiry: 'Inquiry',
  complaint: 'Complaint',
  'feature-request': 'Feature request',
  refund: 'Refund',
  'after-sales': 'After-sales case',
};

/** The types that are there from the start. */
export const builtInTypes = ticketTypes.map((key) => ({ key, name: names[key] }));
