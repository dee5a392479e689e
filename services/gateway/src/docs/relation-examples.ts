import {
  answerConfirmation,
  linkTickets,
  mergeTicket,
  openFollowUp,
  openSubticket,
  splitTicket,
} from '@deskbeat/contracts';

export const relationExamples: Readonly<Record<string, object>> = {
  [linkTickets.subject]: { kind: 'duplicate', to: 'DB-10482' },
  [openSubticket.subject]: { subject: 'Order a new lamp', queueId: 'parts', gates: true },
  [splitTicket.subject]: { entry: 3, subject: 'Where is the invoice?' },
  [openFollowUp.subject]: { text: 'They called: it is dark again.' },
  [mergeTicket.subject]: { into: 'DB-10482', reason: 'The same outage.' },
  [answerConfirmation.subject]: { answer: 'confirm', rating: 5, comment: 'Fast and friendly.' },
};
