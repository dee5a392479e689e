/** Where people are named who work here: states before their histories. */
export const named = { Clock: [], Rules: [], ClockJournal: [], RulesJournal: [], Edition: [] };
