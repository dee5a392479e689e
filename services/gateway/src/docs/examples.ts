import {
  addNote,
  assignTicket,
  changeStatus,
  editNote,
  markRead,
  openTicket,
  receiveMessage,
  returnTicket,
  savePerson,
  sendReply,
  setPresence,
  ticketSeen,
  updateTicket,
} from '@deskbeat/contracts';

/** A body for each change, by subject. */
export const examples: Readonly<Record<string, object>> = {
  [openTicket.subject]: {
    subject: 'The parcel arrived broken',
    text: 'The box was wet and the lamp inside is cracked.',
    type: 'complaint',
    priority: 'high',
    customer: { name: 'Ana', email: 'ana@example.com' },
    tags: ['delivery'],
  },
  [updateTicket.subject]: { priority: 'urgent', tags: ['delivery', 'glass'] },
  [addNote.subject]: { text: 'The carrier has confirmed the damage.' },
  [editNote.subject]: { text: 'The carrier has confirmed the damage by phone.' },
  [sendReply.subject]: { text: 'A new lamp is on its way.', moveTo: 'awaiting-confirmation' },
  [receiveMessage.subject]: { text: 'It has arrived, thank you.', channel: 'email' },
  [changeStatus.subject]: { to: 'resolved', resolution: 'A new lamp was sent.' },
  [assignTicket.subject]: { personId: 'ben', reason: 'Knows the carrier.' },
  [returnTicket.subject]: { reason: 'Needs somebody of the delivery team.' },
  [savePerson.subject]: { name: 'Ben', email: 'ben@example.com', role: 'agent' },
  [setPresence.subject]: { presence: 'available' },
  [ticketSeen.subject]: { page: 'tab-1', doing: 'replying' },
  [markRead.subject]: { ids: ['evt.assignment.decided:t1:2'] },
};
