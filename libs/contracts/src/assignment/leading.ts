import { IsBoolean, IsInt, IsNumber } from 'class-validator';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Text } from '../fields.js';
import { limits, presences, type Presence } from '../vocabulary.js';
import { Exclusion } from './assignment.js';

export class GetBoard {
  /** Absent: everybody and every queue. */
  @Maybe() @Id() teamId?: string;
}

export class BoardPerson {
  @Id() personId: string;
  @Line() name: string;
  @OneOf(presences) presence: Presence;
  @Maybe() @Instant() seenAt?: string;
  @IsBoolean() onLeave: boolean;
  @IsInt() openTickets: number;
  /** Points. */
  @IsInt() load: number;
  /** Points; 0 is no limit. */
  @IsInt() capacity: number;
  @IsBoolean() overCapacity: boolean;
}

/** Tickets that wait, by how long they have. */
export class WaitingAges {
  @IsInt() underHour: number;
  @IsInt() underFourHours: number;
  @IsInt() underDay: number;
  @IsInt() older: number;
}

export class BoardQueue {
  @Id() queueId: string;
  @Line() name: string;
  @IsInt() waiting: number;
  @Maybe() @Instant() oldestSince?: string;
  @Nested(() => WaitingAges) ages: WaitingAges;
  /** Tickets that the smart mode leaves to a person. */
  @IsInt() triaged: number;
}

/** A ticket that nobody could take. */
export class StuckTicket {
  @Id() ticketId: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Id() queueId: string;
  @Instant() waitingSince: string;
  @Text(limits.reason) reason: string;
  @ListOf(() => Exclusion, 100) excluded: Exclusion[];
}

export class Board {
  @ListOf(() => BoardPerson, 10_000) people: BoardPerson[];
  @ListOf(() => BoardQueue, 10_000) queues: BoardQueue[];
  /** The first hundred in the order of the queues. */
  @ListOf(() => StuckTicket, 100) stuck: StuckTicket[];
}

export class Rebalance {
  @Id() queueId: string;
  /** Says what would happen, changes nothing. */
  @Maybe() @IsBoolean() dryRun?: boolean;
}

export class HandOver {
  /** Who goes. */
  @Id() personId: string;
  /** Who gets the tickets first, as far as there is room; absent: back to their queues. */
  @Maybe() @Id() toPersonId?: string;
  @Text(limits.reason) reason: string;
  @Maybe() @IsBoolean() dryRun?: boolean;
}

export class PlannedMove {
  @Id() ticketId: string;
  @Id() number: string;
  @Id() fromPersonId: string;
  /** Absent: back to its queue. */
  @Maybe() @Id() toPersonId?: string;
}

export class MovePlan {
  @IsBoolean() dryRun: boolean;
  @ListOf(() => PlannedMove, 1_000) moves: PlannedMove[];
}

/** How one feature stood out in what people chose. */
export class FeatureReport {
  @Line(50) feature: string;
  /** Of the score. */
  @IsNumber() weight: number;
  /** Proposals of a choice that knew it. */
  @IsInt() known: number;
  /** Mean of the chosen one's value less the mean of the others': above 0 speaks for more weight, below 0 for less. */
  @IsNumber() lean: number;
}

export class WeightsReport {
  /** Choices that people made where the system was not sure: the newest 1,000 at most. */
  @IsInt() choices: number;
  /** How often the first proposal was chosen, and how often one of the three, 0 to 1. */
  @IsNumber() first: number;
  @IsNumber() proposed: number;
  @ListOf(() => FeatureReport, 20) features: FeatureReport[];
}

export const getBoard = defineRequest(
  'rpc.assignment.get-board.v1',
  'Who has how much, and what waits',
  GetBoard,
  Board,
);
export const rebalance = defineRequest(
  'rpc.assignment.rebalance.v1',
  'Level what the people of a queue have',
  Rebalance,
  MovePlan,
);
export const handOver = defineRequest('rpc.assignment.hand-over.v1', 'Hand over what somebody has', HandOver, MovePlan);
export const getWeightsReport = defineRequest(
  'rpc.assignment.get-weights-report.v1',
  'How people chose where the smart mode was not sure',
  Nothing,
  WeightsReport,
);
