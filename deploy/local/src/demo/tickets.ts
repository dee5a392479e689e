import type { Channel, Priority, Status, TicketType } from '@deskbeat/contracts';
import type { CUSTOMERS } from './organisation.js';

export interface DemoTicket {
  subject: string;
  text: string;
  customer: keyof typeof CUSTOMERS;
  type: TicketType;
  priority: Priority;
  channel: Channel;
  /** How long ago it was reported. */
  minutesAgo: number;
  /** Where it stands in the end. */
  status: Status;
  tags?: string[];
  affected?: number;
  /** What the agent answers. */
  reply?: string;
  note?: string;
}

export const TICKETS: DemoTicket[] = [
  {
    subject: 'Nobody at the Leeds site can log in',
    text: 'Since this morning every login ends with "session expired". About 40 people cannot work.',
    customer: 'lena',
    type: 'fault',
    priority: 'urgent',
    channel: 'phone',
    minutesAgo: 4,
    status: 'in-progress',
    tags: ['login', 'outage'],
    affected: 40,
    note: 'The certificate of the login service ran out at 06:00. Renewal is under way.',
  },
  {
    subject: 'Label printer in hall 3 prints blank labels',
    text: 'The printer feeds paper but the labels are empty. We changed the ribbon twice.',
    customer: 'wren',
    type: 'fault',
    priority: 'high',
    channel: 'email',
    minutesAgo: 90,
    status: 'awaiting-confirmation',
    tags: ['printer'],
    reply: 'The ribbon must lie with its ink side out. Could you turn it and print a test label?',
  },
  {
    subject: 'Charged twice for the March invoice',
    text: 'The card statement shows two payments of 480.00 for the same invoice.',
    customer: 'paolo',
    type: 'refund',
    priority: 'high',
    channel: 'web',
    minutesAgo: 300,
    status: 'resolved',
    tags: ['invoice'],
    reply: 'The second payment was sent back today; it is on your statement within three days.',
  },
  {
    subject: 'How do I add a second delivery address?',
    text: 'I find only one address in my account settings.',
    customer: 'noor',
    type: 'inquiry',
    priority: 'low',
    channel: 'chat',
    minutesAgo: 1500,
    status: 'closed',
    reply: 'Open Account, then Addresses, and choose "Add". You can have up to ten.',
  },
  {
    subject: 'Export of reports to a spreadsheet',
    text: 'We would like to have the monthly report as a spreadsheet and not as PDF only.',
    customer: 'cato',
    type: 'feature-request',
    priority: 'planned',
    channel: 'web',
    minutesAgo: 2800,
    status: 'in-progress',
    tags: ['reports'],
  },
  {
    subject: 'Driver was rude at the delivery',
    text: 'He left the pallet in the rain and shouted at our colleague.',
    customer: 'elias',
    type: 'complaint',
    priority: 'medium',
    channel: 'phone',
    minutesAgo: 200,
    status: 'in-progress',
    note: 'Asked the carrier for a statement.',
  },
  {
    subject: 'Replacement part for the scanner has not arrived',
    text: 'The order from two weeks ago is still "in preparation".',
    customer: 'wren',
    type: 'after-sales',
    priority: 'medium',
    channel: 'email',
    minutesAgo: 700,
    status: 'awaiting-confirmation',
    reply: 'The part left our warehouse today. May we close this when it has arrived?',
  },
  {
    subject: 'Forgot the password of the supplier portal',
    text: 'The reset mail does not reach me.',
    customer: 'noor',
    type: 'inquiry',
    priority: 'medium',
    channel: 'chat',
    minutesAgo: 1000,
    status: 'resolved',
    tags: ['login'],
    reply: 'Our mail was in your spam folder; we reset the password together on the phone.',
  },
  {
    subject: 'Temperature alarm of the cold store comes too late',
    text: 'The alarm came 20 minutes after the limit was passed. Last week it came at once.',
    customer: 'lena',
    type: 'fault',
    priority: 'urgent',
    channel: 'email',
    minutesAgo: 45,
    status: 'in-progress',
    tags: ['alarm', 'cold store'],
    affected: 3,
  },
  {
    subject: 'Wrong company name on the contract',
    text: 'It says Fabrikam Ltd. instead of Fabrikam Logistics Ltd.',
    customer: 'paolo',
    type: 'after-sales',
    priority: 'low',
    channel: 'email',
    minutesAgo: 4000,
    status: 'closed',
    reply: 'The corrected contract is on its way to you.',
  },
  {
    subject: 'The application is slow on old tablets',
    text: 'Opening a delivery takes 10 seconds on our older tablets.',
    customer: 'cato',
    type: 'fault',
    priority: 'low',
    channel: 'social',
    minutesAgo: 600,
    status: 'pending-assignment',
  },
  {
    subject: 'Please delete my user account',
    text: 'I have left the company at the end of last month.',
    customer: 'elias',
    type: 'inquiry',
    priority: 'medium',
    channel: 'web',
    minutesAgo: 30,
    status: 'pending-assignment',
    tags: ['privacy'],
  },
];
