/** Where people are named who work here: states before their histories. */
export const named = { Account: [], Rules: [], Key: [], AccountJournal: [], RulesJournal: [], KeyJournal: [] };
