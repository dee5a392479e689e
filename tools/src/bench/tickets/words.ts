import { randomFrom } from '../../chaos/random.js';

const common =
  'please help since update login screen printer invoice delivery order error slow broken customer phone email password network server account access update install license laptop office meeting report total wrong twice again today morning urgent number page start stop work'.split(
    ' ',
  );
const syllables =
  'ba be bi bo da de di do fa fi ga ge ka ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va vi za'.split(
    ' ',
  );
const vocabulary = 20_000;

/** Words as people use them: a few of them everywhere, most of them hardly ever (Zipf). The same for the same seed. */
export class Words {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  /** Between 0 and `below`, whole. */
  number(below: number): number {
    return Math.floor(this.random() * below);
  }

  word(): string {
    return wordOf(Math.floor(vocabulary ** this.random()) - 1);
  }

  text(length: number): string {
    return Array.from({ length }, () => this.word()).join(' ');
  }
}

/** The word of a rank: 0 is the most frequent one. */
export function wordOf(rank: number): string {
  if (rank < common.length) return common[rank]!;
  let word = '';
  for (let rest = rank; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length]!;
  return word + syllables[rank % 7]!;
}
