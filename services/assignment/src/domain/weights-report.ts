import type { CandidateView, WeightsReport } from '@deskbeat/contracts';
import { features, statedWeights } from './score.js';

/** What a person chose, and what was proposed, best first. */
export interface Choice {
  personId: string;
  proposals: readonly CandidateView[];
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** How people's choices lean against the stated weights. */
export function weightsReport(choices: readonly Choice[]): WeightsReport {
  const among = choices.filter(({ personId, proposals }) => proposals.some((one) => one.personId === personId));
  const first = choices.filter(({ personId, proposals }) => proposals[0]?.personId === personId);
  const of = (part: readonly Choice[]): number => (choices.length === 0 ? 0 : rounded(part.length / choices.length));
  return {
    choices: choices.length,
    first: of(first),
    proposed: of(among),
    features: features.map((feature) => {
      const leans = among.flatMap(({ personId, proposals }) => {
        const valueOf = ({ parts = [] }: CandidateView) => parts.find((part) => part.feature === feature)?.value;
        const chosen = valueOf(proposals.find((one) => one.personId === personId)!);
        const others = proposals.filter((one) => one.personId !== personId).flatMap((one) => valueOf(one) ?? []);
        return chosen === undefined || others.length === 0 ? [] : [chosen - mean(others)];
      });
      return { feature, weight: statedWeights[feature], known: leans.length, lean: rounded(mean(leans)) };
    }),
  };
}
