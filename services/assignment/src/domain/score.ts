import { distanceUp } from './region.js';
import { roomOf } from './capacity.js';
import type { Candidate, Wanting } from './eligible.js';

/** What somebody has done with tickets of one category. */
export interface Experience {
  resolved: number;
  reopened: number;
  /** From being given to being resolved, all together. */
  totalMs: number;
}

export const features = ['skill', 'region', 'language', 'load', 'success', 'speed', 'contact'] as const;
export type Feature = (typeof features)[number];
export type Weights = Readonly<Record<Feature, number>>;

/** They add up to 1. */
export const statedWeights: Weights = {
  skill: 0.25,
  region: 0.15,
  language: 0.15,
  load: 0.15,
  success: 0.15,
  speed: 0.05,
  contact: 0.1,
};

/** What the score of a ticket's candidates is made of, besides themselves. */
export interface Matter {
  /** The customer's region and everything above it. */
  regionPath?: readonly string[];
  language?: string;
  experienceOf: (personId: string) => Experience | undefined;
  /** Tickets of this customer that the person resolved. */
  contactsOf: (personId: string) => number;
}

export interface Scored {
  personId: string;
  /** 0 to 1. */
  score: number;
  /** Of the features that say something about this ticket. */
  parts: Partial<Record<Feature, number>>;
}

export interface Ranking {
  /** Best first. */
  ranked: Scored[];
  /** 0 to 1. */
  confidence: number;
}

/** Nothing is known of this person, while something is of others. */
const neutral = 0.5;
/** A lead of this much makes the better one twice as likely the right one as not. */
const fairMargin = 0.05;

function valueOf(feature: Feature, person: Candidate, ticket: Wanting, matter: Matter, meanMs: number) {
  switch (feature) {
    case 'skill':
      if (ticket.skills.length === 0) return undefined;
      return mean(ticket.skills.map(({ skill }) => levelOf(person, skill) / 5));
    case 'region': {
      if (!matter.regionPath) return undefined;
      const steps = distanceUp(matter.regionPath, person.regions);
      return steps === undefined ? 0 : 1 / (1 + steps);
    }
    case 'language':
      return matter.language === undefined ? undefined : speaks(person, matter.language) ? 1 : 0;
    case 'load': {
      const room = roomOf(person.capacity, person.load);
      return room === Infinity ? 16 / (16 + person.load) : Math.max(0, room) / person.capacity;
    }
    case 'success': {
      const known = matter.experienceOf(person.id);
      return known && known.resolved > 0
        ? (Math.max(0, known.resolved - known.reopened) + 1) / (known.resolved + 2)
        : undefined;
    }
    case 'speed': {
      const known = matter.experienceOf(person.id);
      if (!known || known.resolved === 0) return undefined;
      return meanMs / (meanMs + known.totalMs / known.resolved || 1);
    }
    case 'contact': {
      const contacts = matter.contactsOf(person.id);
      return contacts > 0 ? contacts / (contacts + 1) : undefined;
    }
  }
}

/** `zh` is enough for `zh-CN`. */
const speaks = ({ languages }: Candidate, language: string): boolean =>
  languages.some((one) => language === one || language.startsWith(`${one}-`));
const levelOf = (person: Candidate, skill: string): number =>
  person.skills.find((has) => has.skill === skill)?.level ?? 0;
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Scores everybody who is eligible. A feature counts when it is known for at least one of them; confidence is the weight
 * of the features that count, times how clearly the best is ahead: margin / (margin + 0.05).
 */
export function rank(
  candidates: readonly Candidate[],
  ticket: Wanting,
  matter: Matter,
  weights: Weights = statedWeights,
): Ranking {
  const times = candidates.flatMap(({ id }) => {
    const known = matter.experienceOf(id);
    return known && known.resolved > 0 ? [known.totalMs / known.resolved] : [];
  });
  const meanMs = mean(times);
  const table = features.map((feature) => ({
    feature,
    values: candidates.map((person) => valueOf(feature, person, ticket, matter, meanMs)),
  }));
  const counting = table.filter(({ values }) => values.some((value) => value !== undefined));
  const covered = counting.reduce((sum, { feature }) => sum + weights[feature], 0);
  const missing = (feature: Feature): number => (feature === 'contact' ? 0 : neutral);
  const ranked = candidates.map(({ id }, index): Scored => {
    const parts = Object.fromEntries(
      counting.map(({ feature, values }) => [feature, round(values[index] ?? missing(feature))]),
    ) as Scored['parts'];
    const sum = counting.reduce((total, { feature }) => total + weights[feature] * parts[feature]!, 0);
    return { personId: id, score: round(covered === 0 ? 0 : sum / covered), parts };
  });
  const load = new Map(candidates.map((person) => [person.id, person.load]));
  ranked.sort(
    (a, b) => b.score - a.score || load.get(a.personId)! - load.get(b.personId)! || (a.personId < b.personId ? -1 : 1),
  );
  return { ranked, confidence: round(covered * clarity(ranked)) };
}

function clarity([best, second]: readonly Scored[]): number {
  if (!best) return 0;
  if (!second) return 1;
  const margin = best.score - second.score;
  return margin / (margin + fairMargin);
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
