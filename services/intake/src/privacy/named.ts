/** Where people are named who work here: states before their histories; with fields that are sentences. */
export const named = {
  Ticket: [],
  Customer: [],
  Asset: [],
  TicketType: [],
  TicketJournal: [],
  CustomerJournal: [],
  AssetJournal: [],
  TicketTypeJournal: [],
  CannedReply: [],
  Macro: [],
  File: [],
};
