import { IconStack2, IconUser, IconUsers } from '@tabler/icons-react';
import { personRoles } from '@deskbeat/contracts/vocabulary';
import type { PersonList, PersonView, QueueList, QueueView, TeamList, TeamView } from '@deskbeat/contracts';
import { get, path, put, remove } from '../../api/client.js';
import { peopleQuery, queuesQuery, teamsQuery } from '../../api/queries.js';
import { directoryWords as w, modeWords, presenceRuleWords, roleWords } from './directory-words.js';
import { choicesOf, filledIn, resource, type Values } from './resource.js';
import { skillsIn, skillTexts } from './skills.js';

const id = { name: 'id', word: w.id, hint: w.idHint, kind: 'line', required: true, fixed: true } as const;
const name = { name: 'name', word: w.name, kind: 'line', required: true } as const;
const skills = { name: 'skills', word: w.skills, hint: w.skillsHint, kind: 'tags' } as const;
const withSkills = ({ skills: texts, ...values }: Values) => ({
  ...filledIn(values),
  skills: skillsIn(texts as readonly string[]),
});

export const people = resource<PersonView>({
  key: 'people',
  icon: IconUser,
  word: w.people,
  one: w.person,
  hint: w.peopleHint,
  queryKey: peopleQuery.queryKey,
  list: (signal) => get<PersonList>('/people', {}, signal),
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
      choices: personRoles.map((value) => ({ value, word: roleWords[value] })),
    },
    { name: 'active', word: w.active, hint: w.activeHint, kind: 'switch' },
    { name: 'teams', word: w.teams, kind: 'some-of', source: 'teams' },
    skills,
    { name: 'languages', word: w.languages, hint: w.languagesHint, kind: 'tags' },
    { name: 'capacity', word: w.capacity, hint: w.capacityHint, kind: 'number', min: 0, max: 10_000 },
    { name: 'weight', word: w.weight, hint: w.weightHint, kind: 'number', min: 1, max: 10 },
    { name: 'deputyId', word: w.deputy, kind: 'one-of', source: 'people' },
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
    capacity: view?.capacity ?? 0,
    weight: view?.weight ?? 1,
    deputyId: view?.deputyId ?? '',
  }),
  save: ({ id: key, ...values }, view) =>
    put<PersonView>(path`/people/${key as string}`, withSkills(values), { seen: view?.version }),
  remove: (view) => remove(path`/people/${view.id}`, { seen: view.version }),
  canBringBack: true,
});

export const teams = resource<TeamView>({
  key: 'teams',
  icon: IconUsers,
  word: w.teams,
  one: w.team,
  hint: w.teamsHint,
  queryKey: teamsQuery.queryKey,
  list: (signal) => get<TeamList>('/teams', {}, signal),
  titleOf: (view) => view.name,
  noteOf: (view) => view.id,
  fields: [
    id,
    name,
    { name: 'leadId', word: w.lead, hint: w.leadHint, kind: 'one-of', source: 'people' },
    { name: 'managerId', word: w.manager, hint: w.managerHint, kind: 'one-of', source: 'people' },
    { name: 'regions', word: w.regions, hint: w.regionsHint, kind: 'tags' },
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    leadId: view?.leadId ?? '',
    managerId: view?.managerId ?? '',
    regions: view?.regions ?? [],
  }),
  save: ({ id: key, ...values }, view) =>
    put<TeamView>(path`/teams/${key as string}`, filledIn(values), { seen: view?.version }),
  remove: (view) => remove(path`/teams/${view.id}`, { seen: view.version }),
  canBringBack: true,
});

export const queues = resource<QueueView>({
  key: 'queues',
  icon: IconStack2,
  word: w.queues,
  one: w.queue,
  hint: w.queuesHint,
  queryKey: queuesQuery.queryKey,
  list: (signal) => get<QueueList>('/queues', {}, signal),
  titleOf: (view) => view.name,
  noteOf: ({ mode, teamId }, speak) => [speak(modeWords[mode]), teamId].filter(Boolean).join(' · '),
  fields: [
    id,
    name,
    { name: 'teamId', word: w.team, hint: w.queueTeamHint, kind: 'one-of', source: 'teams' },
    { name: 'mode', word: w.mode, kind: 'choice', required: true, choices: choicesOf(modeWords) },
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
    presenceRule: view?.presenceRule ?? 'live',
    pickUpMinutes: view?.pickUpMinutes ?? 0,
    triageQueueId: view?.triageQueueId ?? '',
    confidencePercent: view?.confidencePercent ?? 50,
    skills: skillTexts(view?.skills ?? []),
  }),
  save: ({ id: key, ...values }, view) =>
    put<QueueView>(path`/queues/${key as string}`, withSkills(values), { seen: view?.version }),
  remove: (view) => remove(path`/queues/${view.id}`, { seen: view.version }),
  canBringBack: true,
});
