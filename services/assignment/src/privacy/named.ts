/** Where people are named who work here: states before their histories; with fields that are sentences. */
export const named = {
  Person: [],
  Assignment: [],
  PersonJournal: [],
  AssignmentJournal: [],
  Region: [],
  Team: [],
  Queue: [],
  ShiftCalendar: [],
  RoutingRules: [],
  Choice: [],
};
