/** Where people are named who work here: states before their histories; with fields that are sentences. */
export const named = {
  Notice: ['title', 'body', 'html'],
  NoticeJournal: [],
  Template: [],
  Webhook: [],
};
