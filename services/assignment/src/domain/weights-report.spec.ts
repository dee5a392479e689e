import { weightsReport, type Choice } from './weights-report.js';

const proposal = (personId: string, skill: number, load: number) => ({
  personId,
  why: '',
  score: 0.5,
  parts: [
    { feature: 'skill', value: skill },
    { feature: 'load', value: load },
  ],
});
const proposals = [proposal('a', 0.4, 0.9), proposal('b', 0.8, 0.3), proposal('c', 0.4, 0.5)];

describe('a report on the weights', () => {
  it('says how often the proposals were right, and which features speak for other weights', () => {
    const choices: Choice[] = ['b', 'b', 'a', 'somebody else'].map((personId) => ({ personId, proposals }));
    const report = weightsReport(choices);
    expect(report).toMatchObject({ choices: 4, first: 0.25, proposed: 0.75 });
    expect(report.features.slice(0, 1)).toEqual([{ feature: 'skill', weight: 0.25, known: 3, lean: 0.2 }]);
    expect(report.features.find(({ feature }) => feature === 'load')!.lean).toBeLessThan(0);
    expect(report.features.find(({ feature }) => feature === 'region')).toMatchObject({ known: 0, lean: 0 });
  });

  it('says nothing of nothing', () => {
    expect(weightsReport([])).toMatchObject({ choices: 0, first: 0, proposed: 0 });
  });
});
