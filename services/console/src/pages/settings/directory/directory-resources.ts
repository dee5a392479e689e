import type { PersonView, QueueView, TeamView } from '@deskbeat/contracts';
import { peopleQuery, queuesQuery, teamsQuery } from '../../../api/queries.js';
import { modeWords, presenceRuleWords, queueOrderWords, roleWords } from '../../../ui/vocabulary-words.js';
import { choicesOf, filledIn, own, resource, type Values } from '../form/resource.js';
import { settingsWords } from '../settings-words.js';
import { directoryWords as w } from './directory-words.js';
import { ofDirectory } from './of-directory.js';
import { PersonMore } from './person-more.js';
import { LeavesInput } from './leaves-input.js';
import { skillsIn, skillTexts } from './skills.js';

const id = { name: 'id', word: w.id, hint: settingsWords.idHint, kind: 'line', required: true, fixed: true } as const;
const name = { name: 'name', word: w.name, kind: 'line', required: true } as const;
const skills = { name: 'skills', word: w.skills, hint: w.skillsHint, kind: 'tags' } as const;
const withSkills = ({ skills: texts, ...values }: Values) => ({
  ...filledIn(values),
  skills: skillsIn(texts as readonly string[]),
});

/** What of a person may be empty, and is said to be. */
const clearable = ['email', 'calendarId', 'deputyId'];
const personBody = (values: Values) => ({
  ...withSkills(values),
  clear: clearable.filter((field) => values[field] === ''),
});

export const people = resource<PersonView>({
  key: 'people',
  one: w.person,
  hint: w.peopleHint,
  queryKey: peopleQuery.queryKey,
  ...ofDirectory<PersonView>(peopleQuery.queryKey, personBody),
  titleOf: (view) => view.name,
  noteOf: ({ role, teams, active }, speak) => [speak(active ? roleWords[role] : w.inactive), ...teams].join(' · '),
  fields: [
    id,
    name,
    { name: 'email', word: w.email, kind: 'line' },
    {
      name: 'role',
      word: w.role,
      kind: 'choice',
      required: true,
      choices: choicesOf(roleWords),
    },
    { name: 'active', word: w.active, hint: w.activeHint, kind: 'switch' },
    { name: 'teams', word: w.teams, kind: 'some-of', source: 'teams' },
    skills,
    { name: 'languages', word: w.languages, hint: w.languagesHint, kind: 'tags' },
    { name: 'regions', word: w.regions, hint: w.personRegionsHint, kind: 'some-of', source: 'regions' },
    { name: 'capacity', word: w.capacity, hint: w.capacityHint, kind: 'number', min: 0, max: 10_000 },
    { name: 'weight', word: w.weight, hint: w.weightHint, kind: 'number', min: 1, max: 10 },
    { name: 'calendarId', word: w.shifts, hint: w.personShiftsHint, kind: 'one-of', source: 'shifts' },
    { name: 'deputyId', word: w.deputy, hint: w.deputyHint, kind: 'one-of', source: 'people' },
    own({ name: 'leaves', word: w.leaves, hint: w.leavesHint }, LeavesInput),
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    email: view?.email ?? '',
    role: view?.role ?? 'agent',
    active: view?.active ?? true,
    teams: view?.teams ?? [],
    skills: skillTexts(view?.skills ?? []),
    languages: view?.languages ?? [],
    regions: view?.regions ?? [],
    capacity: view?.capacity ?? 0,
    weight: view?.weight ?? 1,
    calendarId: view?.calendarId ?? '',
    deputyId: view?.deputyId ?? '',
    leaves: view?.leaves ?? [],
  }),
  More: PersonMore,
});

export const teams = resource<TeamView>({
  key: 'teams',
  one: w.team,
  hint: w.teamsHint,
  queryKey: teamsQuery.queryKey,
  ...ofDirectory<TeamView>(teamsQuery.queryKey),
  titleOf: (view) => view.name,
  noteOf: (view) => view.id,
  fields: [
    id,
    name,
    { name: 'leadId', word: w.lead, hint: w.leadHint, kind: 'one-of', source: 'people' },
    { name: 'managerId', word: w.manager, hint: w.managerHint, kind: 'one-of', source: 'people' },
    { name: 'regions', word: w.regions, hint: w.regionsHint, kind: 'some-of', source: 'regions' },
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    leadId: view?.leadId ?? '',
    managerId: view?.managerId ?? '',
    regions: view?.regions ?? [],
  }),
});

export const queues = resource<QueueView>({
  key: 'queues',
  one: w.queue,
  hint: w.queuesHint,
  queryKey: queuesQuery.queryKey,
  ...ofDirectory<QueueView>(queuesQuery.queryKey, withSkills),
  titleOf: (view) => view.name,
  noteOf: ({ mode, teamId }, speak) => [speak(modeWords[mode]), teamId].filter(Boolean).join(' · '),
  fields: [
    id,
    name,
    { name: 'teamId', word: w.team, hint: w.queueTeamHint, kind: 'one-of', source: 'teams' },
    { name: 'mode', word: w.mode, kind: 'choice', required: true, choices: choicesOf(modeWords) },
    { name: 'order', word: w.order, kind: 'choice', required: true, choices: choicesOf(queueOrderWords) },
    {
      name: 'presenceRule',
      word: w.presenceRule,
      kind: 'choice',
      required: true,
      choices: choicesOf(presenceRuleWords),
    },
    { name: 'pickUpMinutes', word: w.pickUp, hint: w.pickUpHint, kind: 'number', min: 0, max: 100_000 },
    { name: 'triageQueueId', word: w.triage, hint: w.triageHint, kind: 'one-of', source: 'queues' },
    { name: 'confidencePercent', word: w.confidence, hint: w.confidenceHint, kind: 'number', min: 0, max: 100 },
    skills,
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    teamId: view?.teamId ?? '',
    mode: view?.mode ?? 'least-loaded',
    order: view?.order ?? 'priority',
    presenceRule: view?.presenceRule ?? 'live',
    pickUpMinutes: view?.pickUpMinutes ?? 0,
    triageQueueId: view?.triageQueueId ?? '',
    confidencePercent: view?.confidencePercent ?? 50,
    skills: skillTexts(view?.skills ?? []),
  }),
});
