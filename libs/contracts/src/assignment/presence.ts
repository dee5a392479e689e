import { IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Ids, OneOf } from '../fields.js';
import { presences, type Presence } from '../vocabulary.js';
import { PersonView } from './directory.js';

/** How long a sign of a live connection counts, in milliseconds. */
export const presenceLastsMs = 60_000;

export class SetPresence {
  @Id() personId: string;
  @OneOf(presences) presence: Presence;
}

/** People who have a live connection now. */
export class BeatPresence {
  @Ids(1_000) personIds: string[];
}

export class PresenceBeaten {
  /** Of them, how many are known. */
  @IsInt() known: number;
}

export const setPresence = defineRequest(
  'rpc.assignment.set-presence.v1',
  'Say whether a person is there',
  SetPresence,
  PersonView,
);
export const beatPresence = defineRequest(
  'rpc.assignment.beat-presence.v1',
  'Say that people have a live connection',
  BeatPresence,
  PresenceBeaten,
);
